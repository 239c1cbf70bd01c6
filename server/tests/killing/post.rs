//! A mail server that sees who is at which mail, holds clients back, and can tell when one has reached a point of
//! the conversation: there the client finds its end.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, oneshot};

/// Points of a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Point {
    /// The recipient is named; nothing is kept yet.
    Recipient,
    /// The mail is kept, and the client does not know.
    Kept,
    /// The client has been told.
    Told,
}

/// A mail as it came.
#[derive(Clone, Debug)]
pub struct Received {
    pub to: String,
    pub message_id: String,
}

/// Springs when the named client reaches a point for the nth time.
struct Trap {
    client: &'static str,
    point: Point,
    left: usize,
    sprung: oneshot::Sender<()>,
}

#[derive(Default)]
struct Book {
    received: Vec<Received>,
    /// Which client is at the mail to which address.
    in_hand: BTreeMap<String, String>,
    /// Mails that two were at, at the same time.
    at_once: Vec<String>,
    /// How many mails a client may still hand over, where that is bounded.
    turns: BTreeMap<&'static str, usize>,
    trap: Option<Trap>,
}

#[derive(Clone)]
pub struct Post {
    pub url: String,
    book: Arc<Mutex<Book>>,
    changed: Arc<Notify>,
}

impl Post {
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let post = Self {
            url: format!("smtp://{}", listener.local_addr().unwrap()),
            book: Arc::default(),
            changed: Arc::default(),
        };
        let here = post.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(Conversation::new(here.clone(), stream).hold());
            }
        });
        post
    }

    /// Lets the client hand over so many mails more, and then holds it back until the next time.
    pub fn allow(&self, client: &'static str, mails: usize) {
        *self.book().turns.entry(client).or_default() += mails;
        self.changed.notify_waiters();
    }

    /// Ends when the client reaches this point once more than `passes` times. There the conversation stands
    /// still until the client is gone; only at `Told` there is nothing to wait for.
    pub fn trap(&self, client: &'static str, point: Point, passes: usize) -> oneshot::Receiver<()> {
        let (sprung, springs) = oneshot::channel();
        self.book().trap = Some(Trap {
            client,
            point,
            left: passes,
            sprung,
        });
        springs
    }

    /// Waits until what came is as wanted.
    pub async fn until(&self, wanted: impl Fn(&[Received]) -> bool) {
        self.wait(|book| wanted(&book.received).then_some(())).await;
    }

    pub fn received(&self) -> Vec<Received> {
        self.book().received.clone()
    }

    pub fn at_once(&self) -> Vec<String> {
        self.book().at_once.clone()
    }

    fn book(&self) -> std::sync::MutexGuard<'_, Book> {
        self.book.lock().unwrap()
    }

    async fn wait<T>(&self, look: impl Fn(&mut Book) -> Option<T>) -> T {
        loop {
            let changed = self.changed.notified();
            tokio::pin!(changed);
            changed.as_mut().enable();
            if let Some(found) = look(&mut self.book()) {
                return found;
            }
            changed.await;
        }
    }
}

/// One connection. None anywhere: the client is gone.
struct Conversation {
    post: Post,
    line: BufReader<TcpStream>,
    client: String,
    to: Option<String>,
}

impl Conversation {
    fn new(post: Post, stream: TcpStream) -> Self {
        Self {
            post,
            line: BufReader::new(stream),
            client: String::new(),
            to: None,
        }
    }

    async fn hold(mut self) {
        let _ = self.talk().await;
        self.let_go();
    }

    async fn talk(&mut self) -> Option<()> {
        self.say("220 mail.example ready").await?;
        loop {
            let said = self.hear().await?;
            match said.get(..4)? {
                "EHLO" => {
                    said[4..].trim().clone_into(&mut self.client);
                    self.say("250-mail.example\r\n250 8BITMIME").await?;
                }
                "MAIL" => {
                    self.turn().await;
                    self.say("250 fine").await?;
                }
                "RCPT" => {
                    let (_, to) = said.split_once('<')?;
                    self.take(to.split('>').next()?);
                    self.pass(Point::Recipient).await?;
                    self.say("250 fine").await?;
                }
                "DATA" => {
                    self.say("354 go on").await?;
                    self.keep().await?;
                    self.pass(Point::Kept).await?;
                    self.let_go();
                    self.say("250 kept").await?;
                    self.pass(Point::Told).await?;
                }
                "QUIT" => return None,
                _ => self.say("250 fine").await?,
            }
        }
    }

    /// Waits for the client’s turn, where its turns are counted.
    async fn turn(&self) {
        self.post
            .wait(|book| match book.turns.get_mut(self.client.as_str()) {
                Some(0) => None,
                Some(left) => {
                    *left -= 1;
                    Some(())
                }
                None => Some(()),
            })
            .await;
    }

    fn take(&mut self, to: &str) {
        self.to = Some(to.to_owned());
        let mut book = self.post.book();
        let other = book.in_hand.insert(to.to_owned(), self.client.clone());
        if let Some(other) = other {
            let both = format!("{to}: {other} and {}", self.client);
            book.at_once.push(both);
        }
    }

    fn let_go(&mut self) {
        if let Some(to) = self.to.take() {
            self.post.book().in_hand.remove(&to);
        }
    }

    async fn keep(&mut self) -> Option<()> {
        let mut message_id = String::new();
        loop {
            let line = self.hear().await?;
            if line == "." {
                break;
            }
            if let Some(id) = line.strip_prefix("Message-ID: ") {
                id.clone_into(&mut message_id);
            }
        }
        let to = self.to.clone()?;
        self.post.book().received.push(Received { to, message_id });
        self.post.changed.notify_waiters();
        Some(())
    }

    /// Goes on, unless this is where the client ends.
    async fn pass(&mut self, point: Point) -> Option<()> {
        let sprung = {
            let mut book = self.post.book();
            match &mut book.trap {
                Some(trap) if trap.client == self.client && trap.point == point => {
                    let last = trap.left == 0;
                    trap.left = trap.left.saturating_sub(1);
                    if last { book.trap.take() } else { None }
                }
                _ => None,
            }
        };
        let Some(trap) = sprung else {
            return Some(());
        };
        trap.sprung.send(()).ok()?;
        if point != Point::Told {
            // It says nothing before it is answered: whatever is heard is its end.
            self.hear().await;
            return None;
        }
        Some(())
    }

    async fn say(&mut self, words: &str) -> Option<()> {
        let line = format!("{words}\r\n");
        self.line.write_all(line.as_bytes()).await.ok()
    }

    async fn hear(&mut self) -> Option<String> {
        let mut said = String::new();
        match self.line.read_line(&mut said).await {
            Ok(letters) if letters > 0 => Some(said.trim_end().to_owned()),
            _ => None,
        }
    }
}
