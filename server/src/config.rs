//! What the environment says. Nothing else in the program reads it.

use std::net::SocketAddr;

use anyhow::{Result, ensure};
use clap::{
    Args,
    builder::{BoolishValueParser, TypedValueParser},
};
use services::Settings;

/// Every command's configuration; each can be given as an option or in the environment.
#[derive(Args, Clone, Debug)]
pub struct Config {
    /// The database: sqlite:data/single-offer.db?mode=rwc, or postgres://…
    #[arg(
        long,
        env = "DATABASE_URL",
        hide_env_values = true,
        default_value = "sqlite:data/single-offer.db?mode=rwc",
        global = true
    )]
    pub database_url: String,

    /// Where the server listens.
    #[arg(long, env = "LISTEN", default_value = "127.0.0.1:3000", global = true)]
    pub listen: SocketAddr,

    /// How people reach the service: what links in mail begin with. http:// and the address it listens at, if not given.
    #[arg(long, env = "PUBLIC_URL", global = true)]
    pub public_url: Option<String>,

    /// The mail server: smtp://host:port, or smtps://user:password@host. Without one, mail stays in the outbox.
    #[arg(long, env = "SMTP_URL", hide_env_values = true, global = true)]
    pub smtp_url: Option<String>,

    /// The sender of mail.
    #[arg(
        long,
        env = "MAIL_FROM",
        default_value = "Single Offer <single-offer@localhost>",
        global = true
    )]
    pub mail_from: String,

    /// Put in the demo, and let anybody sign in as its people: on this machine only.
    #[arg(
        long,
        env = "DEMO",
        action = clap::ArgAction::Set,
        num_args = 0..=1,
        default_value = "false",
        default_missing_value = "true",
        value_parser = yes_or_no,
        global = true
    )]
    pub demo: bool,
}

impl Config {
    /// Whether only this machine can reach the server.
    pub fn is_loopback(&self) -> bool {
        self.listen.ip().is_loopback()
    }

    /// Whether people reach the service by https: then cookies are Secure, and browsers are told to insist.
    pub fn is_https(&self) -> bool {
        self.public_url().starts_with("https://")
    }

    pub fn public_url(&self) -> String {
        let url = self.public_url.clone().filter(|url| !url.is_empty());
        let url = url.unwrap_or_else(|| format!("http://{}", self.listen));
        url.trim_end_matches('/').to_owned()
    }

    pub fn smtp_url(&self) -> Option<&str> {
        self.smtp_url.as_deref().filter(|url| !url.is_empty())
    }

    /// Refuses what would be unsafe.
    pub fn check(&self) -> Result<()> {
        ensure!(
            !self.demo || self.is_loopback(),
            "DEMO lets anybody sign in, so it listens on this machine only: set LISTEN to 127.0.0.1 and a port, not {}",
            self.listen
        );
        ensure!(
            self.is_loopback() || self.is_https(),
            "set PUBLIC_URL to the https:// address by which people reach the service: it listens at {}, beyond this machine, \
             and sign-in must not travel in the open",
            self.listen
        );
        Ok(())
    }

    pub fn settings(&self) -> Settings {
        Settings {
            public_url: self.public_url(),
            mail_from: self.mail_from.clone(),
            demo: self.demo,
        }
    }
}

/// `1`, `true`, `yes`, `on` and their opposites; a variable that is set to nothing counts as not set.
fn yes_or_no(text: &str) -> Result<bool, clap::Error> {
    match text {
        "" => Ok(false),
        text => BoolishValueParser::new().parse_ref(&clap::Command::new(""), None, text.as_ref()),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        config: Config,
    }

    fn config(options: &[&str]) -> Config {
        let line = ["single-offer"].iter().chain(options);
        Line::try_parse_from(line)
            .expect("options that exist")
            .config
    }

    #[test]
    fn the_demo_stays_on_this_machine() {
        assert!(
            config(&["--demo", "--listen", "127.0.0.1:3000"])
                .check()
                .is_ok()
        );
        assert!(
            config(&["--demo=1", "--listen", "[::1]:3000"])
                .check()
                .is_ok()
        );
        let open = config(&[
            "--demo=1",
            "--listen",
            "0.0.0.0:3000",
            "--public-url",
            "https://offers.example",
        ]);
        assert!(open.check().is_err());
    }

    #[test]
    fn beyond_this_machine_people_come_by_https() {
        let listen = ["--listen", "0.0.0.0:3000"];
        assert!(config(&listen).check().is_err());
        let plain = [
            listen[0],
            listen[1],
            "--public-url",
            "http://offers.example",
        ];
        assert!(config(&plain).check().is_err());
        let safe = [
            listen[0],
            listen[1],
            "--public-url",
            "https://offers.example/",
        ];
        let safe = config(&safe);
        assert!(safe.check().is_ok());
        assert_eq!(safe.public_url(), "https://offers.example");
    }

    #[test]
    fn no_demo_unless_asked_for() {
        assert!(!config(&[]).demo);
        assert!(!config(&["--demo=0"]).demo);
        assert!(!config(&["--demo="]).demo);
        assert!(config(&["--demo"]).demo);
    }
}
