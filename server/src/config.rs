//! What the environment says. Nothing else in the program reads it.

use std::{fs, net::SocketAddr, path::PathBuf};

use anyhow::{Context, Result, anyhow, ensure};
use clap::{
    Args,
    builder::{BoolishValueParser, OsStringValueParser, TypedValueParser},
};
use services::Settings;

use crate::{Front, Limits, Proxies};

const END_OF_CERTIFICATE: &str = "-----END CERTIFICATE-----";

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

    /// The mail server: smtps://user:password@host, smtp://user:password@host:587?tls=required for STARTTLS, or
    /// smtp://host:port in the open, without a password. Without one, mail stays in the outbox.
    #[arg(long, env = "SMTP_URL", hide_env_values = true, global = true)]
    pub smtp_url: Option<String>,

    /// A file with certificates (PEM) to trust for the mail server, beside those that everybody trusts.
    #[arg(long, env = "SMTP_CA_FILE", global = true)]
    pub smtp_ca_file: Option<PathBuf>,

    /// The sender of mail.
    #[arg(
        long,
        env = "MAIL_FROM",
        default_value = "Single Offer <single-offer@localhost>",
        global = true
    )]
    pub mail_from: String,

    /// A file outside the database to which the head of the history is added after each act, so that nothing can
    /// be cut off its end. Beside a SQLite database by default; on a server, put it where it can only grow.
    #[arg(
        long,
        env = "AUDIT_ANCHOR",
        value_name = "FILE",
        // A variable that is set to nothing counts as not set.
        value_parser = OsStringValueParser::new().map(PathBuf::from),
        global = true
    )]
    pub audit_anchor: Option<PathBuf>,

    /// The folder in which files are kept that people attach. Beside a SQLite database by default; servers that share
    /// a database share it too, and it belongs to this one installation.
    #[arg(
        long,
        env = "FILES_DIR",
        value_name = "FOLDER",
        value_parser = OsStringValueParser::new().map(PathBuf::from),
        global = true
    )]
    pub files_dir: Option<PathBuf>,

    /// The virus scanner (clamd) that looks at each file: host:port, or the path of its socket. While it does not
    /// answer, files wait for it; without one they are taken as they come, and say so.
    #[arg(long, env = "CLAMD_ADDRESS", default_value = "", global = true)]
    pub clamd_address: String,

    /// Organisations whose own sign-in (OpenID Connect) lets people in: a JSON list, or the name of a file with
    /// one. Each: id, name, issuer, client_id, client_secret, domains.
    #[arg(
        long,
        env = "OIDC_PROVIDERS",
        hide_env_values = true,
        default_value = "",
        global = true
    )]
    pub oidc_providers: String,

    /// The proxies in front, by address or network (10.0.0.0/8), separated by commas: they are believed where
    /// they say a request comes from. This machine itself, if people come by https and nothing is given.
    #[arg(long, env = "TRUSTED_PROXIES", global = true)]
    pub trusted_proxies: Option<String>,

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

    /// The certificates that the mail server is trusted by, beside those that everybody trusts.
    pub fn smtp_roots(&self) -> Result<Vec<Vec<u8>>> {
        let file = self
            .smtp_ca_file
            .as_ref()
            .filter(|file| !file.as_os_str().is_empty());
        let Some(file) = file else {
            return Ok(Vec::new());
        };
        let text = fs::read_to_string(file)
            .with_context(|| format!("SMTP_CA_FILE cannot be read: {}", file.display()))?;
        let roots: Vec<_> = text
            .split_inclusive(END_OF_CERTIFICATE)
            .filter(|part| part.contains(END_OF_CERTIFICATE))
            .map(|part| part.as_bytes().to_vec())
            .collect();
        ensure!(
            !roots.is_empty(),
            "SMTP_CA_FILE holds no certificate in PEM: {}",
            file.display()
        );
        Ok(roots)
    }

    /// The file of the heads of the history. None for PostgreSQL where nothing is set.
    pub fn audit_anchor(&self) -> Option<PathBuf> {
        let set = self.audit_anchor.clone();
        set.filter(|file| !file.as_os_str().is_empty())
            .or_else(|| Some(PathBuf::from(format!("{}.heads", self.sqlite_file()?))))
    }

    /// The folder of files. None for PostgreSQL where nothing is set.
    pub fn files_dir(&self) -> Option<PathBuf> {
        let set = self.files_dir.clone();
        set.filter(|folder| !folder.as_os_str().is_empty())
            .or_else(|| Some(PathBuf::from(format!("{}.files", self.sqlite_file()?))))
    }

    /// Where the virus scanner is, where there is one.
    pub fn clamd_address(&self) -> Option<&str> {
        Some(self.clamd_address.as_str()).filter(|address| !address.is_empty())
    }

    /// The file of the database, where it is one.
    pub fn sqlite_file(&self) -> Option<&str> {
        let file = self.database_url.strip_prefix("sqlite:")?;
        let file = file.strip_prefix("//").unwrap_or(file);
        file.split('?')
            .next()
            .filter(|file| !file.is_empty() && !file.contains(":memory:"))
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

    /// What stands between people and the process. Who ends https for it on this machine is a proxy.
    pub fn front(&self) -> Result<Front> {
        let given = self
            .trusted_proxies
            .as_deref()
            .filter(|text| !text.is_empty());
        let proxies = match given {
            Some(text) => text
                .parse()
                .map_err(|fault| anyhow!("TRUSTED_PROXIES: {fault}"))?,
            None if self.is_https() => Proxies::on_this_machine(),
            None => Proxies::default(),
        };
        Ok(Front {
            https: self.is_https(),
            proxies,
            limits: Limits::default(),
        })
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
    fn the_heads_of_history_stand_beside_a_file_and_where_it_is_said() {
        let anchor = |options: &[&str]| config(options).audit_anchor();
        let beside = Some(PathBuf::from("data/single-offer.db.heads"));
        assert_eq!(anchor(&[]), beside);
        assert_eq!(anchor(&["--audit-anchor="]), beside);
        assert_eq!(anchor(&["--database-url=postgres://db.example"]), None);
        let said = anchor(&[
            "--database-url=postgres://db.example",
            "--audit-anchor=/log/heads",
        ]);
        assert_eq!(said, Some(PathBuf::from("/log/heads")));
    }

    #[test]
    fn files_stand_beside_the_database_and_where_it_is_said() {
        let folder = |options: &[&str]| config(options).files_dir();
        let beside = Some(PathBuf::from("data/single-offer.db.files"));
        assert_eq!(folder(&[]), beside);
        assert_eq!(folder(&["--files-dir="]), beside);
        assert_eq!(folder(&["--database-url=postgres://db.example"]), None);
        let said = folder(&["--database-url=postgres://db.example", "--files-dir=/kept"]);
        assert_eq!(said, Some(PathBuf::from("/kept")));
        assert_eq!(config(&[]).clamd_address(), None);
        let scanned = config(&["--clamd-address=clamd.example:3310"]);
        assert_eq!(scanned.clamd_address(), Some("clamd.example:3310"));
    }

    #[test]
    fn no_demo_unless_asked_for() {
        assert!(!config(&[]).demo);
        assert!(!config(&["--demo=0"]).demo);
        assert!(!config(&["--demo="]).demo);
        assert!(config(&["--demo"]).demo);
    }
}
