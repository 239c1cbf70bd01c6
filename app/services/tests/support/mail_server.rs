//! A mail server that speaks SMTP over TCP: it keeps what it is given, refuses whom it is told to refuse, falls
//! silent where it is told to, and can tell when a client has reached a point of the conversation.

use std::pin::Pin;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

/// A mail as it came: the address of the envelope, and everything after DATA.
#[derive(Clone, Debug)]
pub struct Received {
    pub to: String,
    pub text: String,
    /// Whether nobody could read along.
    pub private: bool,
}

impl Received {
    /// What stands in a header.
    pub fn header(&self, name: &str) -> &str {
        self.text
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
            .unwrap_or_default()
    }

    /// The text that people read, with its soft line ends taken out.
    pub fn body(&self) -> String {
        let (_, body) = self.text.split_once("\n\n").unwrap_or_default();
        let bytes = body.replace("=\n", "").into_bytes();
        let mut read = Vec::new();
        let mut rest = bytes.as_slice();
        while let Some((first, after)) = rest.split_first() {
            let code = after
                .get(..2)
                .and_then(|code| std::str::from_utf8(code).ok())
                .and_then(|code| u8::from_str_radix(code, 16).ok());
            (read, rest) = match (first, code) {
                (b'=', Some(letter)) => ([read, vec![letter]].concat(), &after[2..]),
                _ => ([read, vec![*first]].concat(), after),
            };
        }
        String::from_utf8(read).expect("a text")
    }
}

pub trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}
impl<S: AsyncRead + AsyncWrite + Unpin + Send> Stream for S {}
type Line = Box<dyn Stream>;
type Later<T> = Pin<Box<dyn Future<Output = T> + Send>>;
/// Makes a line private; none where the other side will not have it.
pub type Privately = Arc<dyn Fn(Line) -> Later<Option<Line>> + Send + Sync>;

/// Points of a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// The recipient is named; nothing is kept yet.
    Recipient,
    /// The mail is kept, and the client does not know.
    Kept,
    /// The client has been told.
    Told,
}

#[derive(Clone, Default)]
pub struct Manners {
    /// Addresses with this in them are refused for good.
    pub refuses: Option<&'static str>,
    /// Over addresses with this in them it falls silent.
    pub ignores: Option<&'static str>,
    pub privately: Option<Privately>,
    /// Whether it is private from the start; else by STARTTLS.
    pub from_the_start: bool,
}

/// Springs when the named client reaches a point for the nth time.
struct Trap {
    client: String,
    point: Point,
    left: usize,
    sprung: oneshot::Sender<()>,
}

#[derive(Clone, Default)]
struct Book {
    received: Arc<Mutex<Vec<Received>>>,
    trap: Arc<Mutex<Option<Trap>>>,
}

pub struct MailServer {
    pub url: String,
    book: Book,
}

impl MailServer {
    /// Listens on loopback; refuses the address given, for good.
    pub async fn start(refused: &'static str) -> Self {
        Self::with(Manners {
            refuses: Some(refused),
            ..Manners::default()
        })
        .await
    }

    pub async fn with(manners: Manners) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let scheme = if manners.from_the_start {
            "smtps"
        } else {
            "smtp"
        };
        let book = Book::default();
        let kept = book.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, manners.clone(), kept.clone()));
            }
        });
        Self {
            url: format!("{scheme}://{address}"),
            book,
        }
    }

    pub fn received(&self) -> Vec<Received> {
        self.book.received.lock().expect("the mail").clone()
    }

    /// Ends when the client that calls itself so reaches this point once more than `passes` times. There the
    /// conversation stands still; only at `Told` it goes on.
    pub fn trap(&self, client: &str, point: Point, passes: usize) -> oneshot::Receiver<()> {
        let (sprung, springs) = oneshot::channel();
        *self.book.trap.lock().expect("the trap") = Some(Trap {
            client: client.to_owned(),
            point,
            left: passes,
            sprung,
        });
        springs
    }
}

impl Book {
    /// Whether the conversation is to stand still here.
    fn springs(&self, client: &str, point: Point) -> bool {
        let mut set = self.trap.lock().expect("the trap");
        let Some(trap) = set.as_mut() else {
            return false;
        };
        if trap.client != client || trap.point != point {
            return false;
        }
        if trap.left > 0 {
            trap.left -= 1;
            return false;
        }
        let trap = set.take().expect("is set");
        // Nobody may wait for it any more.
        let _ = trap.sprung.send(());
        true
    }

    async fn pass(&self, client: &str, point: Point) {
        if self.springs(client, point) && point != Point::Told {
            std::future::pending::<()>().await;
        }
    }
}

async fn converse(stream: TcpStream, manners: Manners, book: Book) {
    let mut line: Line = Box::new(stream);
    let mut private = false;
    if let (true, Some(privately)) = (manners.from_the_start, &manners.privately) {
        let Some(behind) = privately(line).await else {
            return;
        };
        (line, private) = (behind, true);
    }
    let mut line = BufReader::new(line);
    let (mut to, mut client) = (String::new(), String::new());
    let mut answer = "220 mail.example ready";
    loop {
        if line
            .write_all(format!("{answer}\r\n").as_bytes())
            .await
            .is_err()
            || line.flush().await.is_err()
        {
            return;
        }
        if answer == KEPT {
            book.pass(&client, Point::Told).await;
        }
        let Some(said) = heard(&mut line).await else {
            return;
        };
        answer = match said.get(..4).unwrap_or_default() {
            "EHLO" => {
                said[4..].trim().clone_into(&mut client);
                if manners.privately.is_some() && !private {
                    "250-mail.example\r\n250-STARTTLS\r\n250 8BITMIME"
                } else {
                    "250-mail.example\r\n250 8BITMIME"
                }
            }
            "STAR" => {
                if line.write_all(b"220 go on\r\n").await.is_err() {
                    return;
                }
                let Some(privately) = &manners.privately else {
                    return;
                };
                let Some(behind) = privately(line.into_inner()).await else {
                    return;
                };
                line = BufReader::new(behind);
                private = true;
                let Some(said) = heard(&mut line).await else {
                    return;
                };
                said[4..].trim().clone_into(&mut client);
                "250-mail.example\r\n250 8BITMIME"
            }
            "MAIL" | "RSET" | "NOOP" => "250 fine",
            "RCPT"
                if manners
                    .refuses
                    .is_some_and(|refused| said.contains(refused)) =>
            {
                "550 nobody here by that name"
            }
            "RCPT" => {
                if manners
                    .ignores
                    .is_some_and(|ignored| said.contains(ignored))
                {
                    std::future::pending::<()>().await;
                }
                let start = said.find('<').map_or(0, |at| at + 1);
                let end = said.rfind('>').unwrap_or(said.len());
                said[start..end].clone_into(&mut to);
                book.pass(&client, Point::Recipient).await;
                "250 fine"
            }
            "DATA" => {
                if line.write_all(b"354 go on\r\n").await.is_err() {
                    return;
                }
                let Some(text) = letter(&mut line).await else {
                    return;
                };
                book.received.lock().expect("the mail").push(Received {
                    to: to.clone(),
                    text,
                    private,
                });
                book.pass(&client, Point::Kept).await;
                KEPT
            }
            "QUIT" => "221 bye",
            _ => "500 what?",
        };
    }
}

const KEPT: &str = "250 kept";

async fn heard(line: &mut BufReader<Line>) -> Option<String> {
    let mut said = String::new();
    match line.read_line(&mut said).await {
        Ok(letters) if letters > 0 => Some(said.trim_end().to_owned()),
        _ => None,
    }
}

/// Everything up to the dot. None where the client went in the middle: such a mail was never taken.
async fn letter(line: &mut BufReader<Line>) -> Option<String> {
    let mut text = String::new();
    loop {
        let mut more = String::new();
        if line.read_line(&mut more).await.ok()? == 0 {
            return None;
        }
        let more = more.trim_end_matches(['\r', '\n']);
        if more == "." {
            return Some(text);
        }
        text.push_str(more.strip_prefix("..").map_or(more, |_| &more[1..]));
        text.push('\n');
    }
}
