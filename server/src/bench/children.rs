//! This program, started again as a process of its own, so that its CPU and memory can be told from ours.

use std::{
    env,
    net::{Ipv4Addr, SocketAddr},
    process::Stdio,
    time::Duration,
};

use anyhow::{Context, Result, bail};
use tokio::{
    io::AsyncWriteExt,
    net::{TcpListener, TcpStream},
    process::{Child, Command},
    time,
};

use super::answer::Answer;

/// How long a child may take until it listens.
const PATIENCE: Duration = Duration::from_secs(20);
const A_MOMENT: Duration = Duration::from_millis(20);

/// Settings of whoever starts us, which are not those of a child.
const NOT_FOR_CHILDREN: [&str; 6] = [
    "DATABASE_URL",
    "DEMO",
    "LISTEN",
    "MAIL_FROM",
    "PUBLIC_URL",
    "SMTP_URL",
];

/// A child that listens. It ends with this value.
pub struct Children {
    pub address: SocketAddr,
    child: Child,
}

impl Children {
    /// The server as people run it, on this database.
    pub async fn server(database_url: &str) -> Result<Self> {
        let options = ["serve", "--demo=true", "--database-url", database_url];
        Self::start(&options, None).await
    }

    /// Bare axum with these answers.
    pub async fn bare(answers: &[Answer]) -> Result<Self> {
        Self::start(&["bare"], Some(serde_json::to_vec(answers)?)).await
    }

    async fn start(options: &[&str], input: Option<Vec<u8>>) -> Result<Self> {
        let address = free_address().await?;
        let mut command = Command::new(env::current_exe()?);
        for name in NOT_FOR_CHILDREN {
            command.env_remove(name);
        }
        let mut child = command
            .args(options)
            .args(["--listen", &address.to_string()])
            .env("RUST_LOG", "warn")
            .stdin(if input.is_some() {
                Stdio::piped()
            } else {
                Stdio::null()
            })
            .stdout(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .context("this program does not start again")?;
        if let (Some(mut stdin), Some(input)) = (child.stdin.take(), input) {
            stdin.write_all(&input).await?;
        }
        let mut this = Self { address, child };
        time::timeout(PATIENCE, this.listens())
            .await
            .context("the server does not listen")??;
        Ok(this)
    }

    pub fn process(&self) -> u32 {
        // Only a process that was waited for has none, and we wait for none before the end.
        self.child.id().unwrap_or_default()
    }

    pub async fn end(mut self) -> Result<()> {
        Ok(self.child.kill().await?)
    }

    async fn listens(&mut self) -> Result<()> {
        while TcpStream::connect(self.address).await.is_err() {
            if let Some(status) = self.child.try_wait()? {
                bail!("the server ended at once: {status}");
            }
            time::sleep(A_MOMENT).await;
        }
        Ok(())
    }
}

/// A port that was free a moment ago.
async fn free_address() -> Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    Ok(listener.local_addr()?)
}
