//! The process while it runs: pages, and the worker that sends mail and looks after files. Both end in order.

use std::time::Duration;

use anyhow::{Context, Result};
use services::{Services, SmtpServer, Transport};
use tokio::{net::TcpListener, signal, sync::watch, task::JoinHandle, time};

use crate::{config::Config, connections, router, startup};

/// What is under way when the process is told to end has this long to finish.
const GRACE: Duration = Duration::from_secs(10);

/// Serves until told to end.
pub async fn serve(config: &Config) -> Result<()> {
    let services = startup::open(config).await?;
    let listener = TcpListener::bind(config.listen)
        .await
        .with_context(|| format!("cannot listen at {}", config.listen))?;
    let ending = ending();
    let worker = work(config, services.clone(), ending.clone())?;
    tracing::info!("Single Offer is at {}", config.public_url());

    let front = config.front()?;
    let router = router(services.clone(), &front);
    let streams = services.clone();
    let ends = ended(ending.clone());
    let serving = connections::answer(listener, router, front.limits, async move {
        ends.await;
        // They never have their answer: nothing that is under way would ever be over.
        streams.end_streams();
    });
    tokio::select! {
        () = serving => {}
        () = grace(ending) => tracing::warn!("some requests did not end in time"),
    }
    worker.await?;
    services.close().await?;
    Ok(())
}

/// Sends mail and looks after files until told to end.
pub async fn worker(config: &Config) -> Result<()> {
    let services = startup::connect(config).await?;
    work(config, services.clone(), ending())?.await?;
    services.close().await?;
    Ok(())
}

/// Without a mail server, mail stays in the outbox; the demo shows it there.
fn work(
    config: &Config,
    services: Services,
    ending: watch::Receiver<bool>,
) -> Result<JoinHandle<()>> {
    let transport = config
        .smtp_url()
        .map(|url| transport(config, url))
        .transpose()
        .context("no way to the mail server")?;
    if transport.is_none() && !config.demo {
        tracing::warn!("SMTP_URL is not set: mail stays in the outbox");
    }
    Ok(tokio::spawn(async move {
        tokio::join!(
            services.run_worker(transport, ended(ending.clone())),
            services.run_file_worker(ended(ending)),
        );
    }))
}

fn transport(config: &Config, url: &str) -> Result<Transport> {
    let extra_roots = &config.smtp_roots()?;
    Ok(Transport::to(
        SmtpServer { url, extra_roots },
        &config.mail_from,
    )?)
}

/// Turns true when the process is asked to end.
fn ending() -> watch::Receiver<bool> {
    let (tell, ending) = watch::channel(false);
    tokio::spawn(async move {
        asked_to_end().await;
        tell.send_replace(true);
    });
    ending
}

async fn ended(mut ending: watch::Receiver<bool>) {
    // An error means that nobody can tell any more: that is an end as well.
    drop(ending.wait_for(|ending| *ending).await);
}

async fn grace(ending: watch::Receiver<bool>) {
    ended(ending).await;
    time::sleep(GRACE).await;
}

/// Control-C, or the signal by which a machine ends its services.
async fn asked_to_end() {
    let terminated = async {
        match signal::unix::signal(signal::unix::SignalKind::terminate()) {
            Ok(mut terminated) => {
                terminated.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = signal::ctrl_c() => {}
        () = terminated => {}
    }
}
