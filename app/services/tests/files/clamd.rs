//! A scanner that says what the story wants: clamd’s way of talking, over TCP.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

/// How it answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mood {
    Says(&'static str),
    /// Takes everything, and says nothing for ever.
    Sleeps,
    /// Hangs up at once.
    HangsUp,
}

pub const CLEAN: Mood = Mood::Says("stream: OK\0");
pub const INFECTED: Mood = Mood::Says("stream: Eicar-Test-Signature FOUND\0");

pub struct Clamd {
    pub address: String,
    mood: Arc<Mutex<Mood>>,
    /// Contents that it was shown.
    shown: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Clamd {
    pub async fn start(mood: Mood) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let clamd = Self {
            address: listener.local_addr().expect("an address").to_string(),
            mood: Arc::new(Mutex::new(mood)),
            shown: Arc::default(),
        };
        let (mood, shown) = (clamd.mood.clone(), clamd.shown.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let mood = mood.lock().expect("a mood").clone();
                tokio::spawn(answer(stream, mood, shown.clone()));
            }
        });
        clamd
    }

    pub fn turns(&self, mood: Mood) {
        *self.mood.lock().expect("a mood") = mood;
    }

    pub fn shown(&self) -> Vec<Vec<u8>> {
        self.shown.lock().expect("a list").clone()
    }
}

async fn answer(mut stream: TcpStream, mood: Mood, shown: Arc<Mutex<Vec<Vec<u8>>>>) {
    if mood == Mood::HangsUp {
        return;
    }
    let mut command = [0; 10];
    stream.read_exact(&mut command).await.expect("a command");
    assert_eq!(&command, b"zINSTREAM\0");
    let mut content = Vec::new();
    loop {
        let length = stream.read_u32().await.expect("a length");
        if length == 0 {
            break;
        }
        let mut piece = vec![0; usize::try_from(length).expect("is short")];
        stream.read_exact(&mut piece).await.expect("a piece");
        content.append(&mut piece);
    }
    shown.lock().expect("a list").push(content);
    match mood {
        Mood::Says(words) => stream.write_all(words.as_bytes()).await.expect("is heard"),
        Mood::Sleeps => Notify::new().notified().await,
        Mood::HangsUp => {}
    }
}
