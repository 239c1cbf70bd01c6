//! A mail server that speaks SMTP over TCP, keeps what it is given, and refuses whom it is told to refuse.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// A mail as it came: the address of the envelope, and everything after DATA.
#[derive(Clone, Debug)]
pub struct Received {
    pub to: String,
    pub text: String,
}

pub struct MailServer {
    pub url: String,
    received: Arc<Mutex<Vec<Received>>>,
}

impl MailServer {
    /// Listens on loopback; refuses the address given, for good.
    pub async fn start(refused: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("smtp://{}", listener.local_addr().expect("an address"));
        let received = Arc::new(Mutex::new(Vec::new()));
        let kept = received.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, refused, kept.clone()));
            }
        });
        Self { url, received }
    }

    pub fn received(&self) -> Vec<Received> {
        self.received.lock().expect("the mail").clone()
    }
}

async fn converse(stream: TcpStream, refused: &str, kept: Arc<Mutex<Vec<Received>>>) {
    let (reading, mut writing) = stream.into_split();
    let mut lines = BufReader::new(reading).lines();
    let mut to = String::new();
    let mut answer = "220 mail.example ready";
    loop {
        if writing
            .write_all(format!("{answer}\r\n").as_bytes())
            .await
            .is_err()
        {
            return;
        }
        let Ok(Some(line)) = lines.next_line().await else {
            return;
        };
        answer = match line.get(..4).unwrap_or_default() {
            "EHLO" => "250-mail.example\r\n250 8BITMIME",
            "MAIL" | "RSET" | "NOOP" => "250 fine",
            "RCPT" if line.contains(refused) => "550 nobody here by that name",
            "RCPT" => {
                let address = line.split(['<', '>']).nth(1);
                to = address.unwrap_or_default().to_owned();
                "250 fine"
            }
            "DATA" => {
                if writing.write_all(b"354 go on\r\n").await.is_err() {
                    return;
                }
                let mut text = String::new();
                while let Ok(Some(line)) = lines.next_line().await {
                    if line == "." {
                        break;
                    }
                    text.push_str(&line);
                    text.push('\n');
                }
                kept.lock().expect("the mail").push(Received {
                    to: to.clone(),
                    text,
                });
                "250 kept"
            }
            "QUIT" => "221 bye",
            _ => "500 what?",
        };
    }
}
