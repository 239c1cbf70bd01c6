//! Streams over HTTP, as browsers hear them: at once, uncompressed, for as long as their reader may know, and with
//! nothing of another room in them.

use std::time::Duration;

use axum::http::{Method, header};
use reqwest::Response;
use services::Services;
use single_offer::{Front, Limits, answer, demo, router};
use tokio::{net::TcpListener, sync::oneshot, time::timeout};

use crate::support::{Browser, Site, World, between, both_databases};

both_databases!(
    people_hear_of_what_is_new_over_http,
    the_end_of_the_process_ends_every_stream,
);

/// Long after it should have come: a story that waits for this has failed.
const TOO_LONG: Duration = Duration::from_secs(30);
/// Longer than the limits that this story sets.
const A_WHILE: Duration = Duration::from_millis(4_500);

const NEW: &str = "/offers/BIR-1/talk/new";

struct Town {
    site: Site,
    /// A second server of the same house, where the database has several.
    other: Site,
    services: Services,
}

impl Town {
    async fn enter(&self, name: &str) -> Browser {
        self.site.entered(&self.services, name).await
    }

    async fn start(&self, who: &Browser, room: &str, words: &str) -> String {
        let started = who.post(NEW, &[("room", room), ("body", words)]).await;
        assert_eq!(started.status, 303, "{}", started.text);
        started.to().to_owned()
    }
}

/// What comes over one stream.
struct Stream {
    response: Response,
    heard: String,
}

impl Stream {
    async fn open(browser: &Browser, path: &str) -> Self {
        let request = browser.request(Method::GET, path);
        let request = request.header(header::ACCEPT_ENCODING, "gzip, br, zstd");
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
        let header = |name: &str| {
            let value = response.headers().get(name);
            value.map(|value| value.to_str().unwrap().to_owned())
        };
        assert_eq!(header("content-type").as_deref(), Some("text/event-stream"));
        assert_eq!(header("cache-control").as_deref(), Some("no-store"));
        assert_eq!(header("content-encoding"), None);
        let mut stream = Self {
            response,
            heard: String::new(),
        };
        assert_eq!(
            stream.next().await,
            Some(("ready".to_owned(), "ready".to_owned()))
        );
        stream
    }

    /// The next event with its data; none at the end.
    async fn next(&mut self) -> Option<(String, String)> {
        loop {
            if let Some((event, rest)) = self.heard.split_once("\n\n") {
                let (event, rest) = (event.to_owned(), rest.to_owned());
                self.heard = rest;
                let field = |name: &str| {
                    let lines = event.lines().filter_map(|line| line.strip_prefix(name));
                    let lines: Vec<_> = lines.map(|line| line.trim_start()).collect();
                    lines.join("\n")
                };
                let name = field("event:");
                if !name.is_empty() {
                    return Some((name, field("data:")));
                }
                continue;
            }
            let more = timeout(TOO_LONG, self.response.chunk())
                .await
                .expect("something is told")
                .ok()??;
            self.heard.push_str(std::str::from_utf8(&more).unwrap());
        }
    }

    async fn hears(&mut self, event: &str, data: &str) {
        assert_eq!(self.next().await, Some((event.to_owned(), data.to_owned())));
    }
}

/// One story, since putting the demo in takes the longest.
async fn people_hear_of_what_is_new_over_http(world: World) {
    let services = world.demo_instance().await;
    demo::put_in(&services).await.unwrap();
    let second = if world.database_url.starts_with("sqlite:") {
        services.clone()
    } else {
        world.demo_instance().await
    };
    // Requests and slow clients are cut off soon here: a stream is neither.
    let front = Front {
        limits: Limits {
            head: Duration::from_millis(300),
            // Long enough for a machine that is busy to open a stream.
            request: Duration::from_secs(4),
            answer: Duration::from_millis(300),
            ..Limits::default()
        },
        ..Front::default()
    };
    let town = Town {
        site: Site::of(services.clone()).await,
        other: Site::behind(second, front).await,
        services,
    };
    town.pages_say_where_their_news_are().await;
    town.what_is_private_is_not_sent().await;
    town.a_stream_outlives_the_limits_of_a_request().await;
    town.signing_out_ends_it().await;
}

impl Town {
    async fn pages_say_where_their_news_are(&self) {
        let joan = self.enter("Joan").await;
        let thread = self.start(&joan, "joint", "Who hears this?").await;
        let page = joan.get(&thread).await;
        assert!(
            page.says(&format!("data-live=\"{thread}/live\"")),
            "{}",
            page.text
        );
        assert!(page.says("data-live-part=\"comments\""));
        let part = between(&page.text, "data-live-part=\"comments\"", "<form");
        assert!(part.contains("Who hears this?"));
        let here = between(&page.text, "data-live-here", "</p>");
        assert!(
            here.contains("hidden"),
            "without scripts nothing is shown: {here}"
        );
        // Asked for its head it answers and is over; signed out it leads to sign-in.
        let head = joan.request(Method::HEAD, &format!("{thread}/live"));
        assert_eq!(joan.send(head).await.status, 200);
        let nobody = self.site.browser().get(&format!("{thread}/live")).await;
        assert_eq!(nobody.status, 303);
        let stranger = self.enter("Anil").await;
        let there = stranger.get(&format!("{thread}/live")).await;
        let nowhere = stranger.get("/offers/BIR-1/talk/zzzzzzzz/live").await;
        assert_eq!((there.status, nowhere.status), (404, 404));
    }

    /// The order proves it: what is sent of a private room would come before what follows.
    async fn what_is_private_is_not_sent(&self) {
        let (joan, priya) = (self.enter("Joan").await, self.enter("Priya").await);
        let joint = self.start(&joan, "joint", "To all of you").await;
        let private = self.start(&joan, "place", "Among us").await;
        let hidden = priya.get(&format!("{private}/live")).await;
        assert_eq!(hidden.status, 404);
        let elsewhere = priya.also_at(&self.other.url);
        let mut heard = Stream::open(&elsewhere, &format!("{joint}/live")).await;
        let mut own = Stream::open(&joan, &format!("{joint}/live")).await;
        let replies: [(&str, &[(&str, &str)]); 3] = [
            (&private, &[("act", "reply"), ("body", "Between us")]),
            (&private, &[("act", "resolve")]),
            (&joint, &[("act", "reply"), ("body", "In the open")]),
        ];
        for (thread, fields) in replies {
            assert_eq!(joan.post(thread, fields).await.status, 303);
        }
        heard.hears("news", "talk").await;
        own.hears("news", "talk").await;
        assert_eq!(joan.post(&joint, &[("act", "resolve")]).await.status, 303);
        heard.hears("news", "thread").await;
        own.hears("news", "thread").await;
        // Of one’s own side one sees who is here; Joan and Priya have not seen each other.
        let james = self.enter("James").await;
        let mut his = Stream::open(&james, &format!("{joint}/live")).await;
        let (event, who) = heard.next().await.unwrap();
        assert_eq!(event, "here");
        assert!(who.starts_with("1\nJames ("), "{who}");
        let (event, who) = his.next().await.unwrap();
        assert_eq!(event, "here");
        assert!(
            who.starts_with("1\nPriya (") && !who.contains("Joan"),
            "{who}"
        );
        drop(his);
        heard.hears("here", "0").await;
        assert_eq!(joan.post(&joint, &[("act", "reopen")]).await.status, 303);
        own.hears("news", "thread").await;
    }

    async fn a_stream_outlives_the_limits_of_a_request(&self) {
        let (joan, priya) = (self.enter("Joan").await, self.enter("Priya").await);
        let thread = self.start(&joan, "joint", "Patience").await;
        let elsewhere = priya.also_at(&self.other.url);
        let mut heard = Stream::open(&elsewhere, &format!("{thread}/live")).await;
        tokio::time::sleep(A_WHILE).await;
        let replied = joan
            .post(&thread, &[("act", "reply"), ("body", "At last")])
            .await;
        assert_eq!(replied.status, 303);
        heard.hears("news", "talk").await;
    }

    async fn signing_out_ends_it(&self) {
        let (joan, priya) = (self.enter("Joan").await, self.enter("Priya").await);
        let thread = self.start(&joan, "joint", "Until you go").await;
        let elsewhere = priya.also_at(&self.other.url);
        let mut heard = Stream::open(&elsewhere, &format!("{thread}/live")).await;
        assert_eq!(priya.post("/sign-out", &[]).await.status, 303);
        let replied = joan
            .post(&thread, &[("act", "reply"), ("body", "Gone?")])
            .await;
        assert_eq!(replied.status, 303);
        assert_eq!(heard.next().await, None, "not a word after the session");
    }
}

async fn the_end_of_the_process_ends_every_stream(world: World) {
    let services = world.demo_instance().await;
    demo::put_in(&services).await.unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (end, ends) = oneshot::channel::<()>();
    let streams = services.clone();
    let front = Front::default();
    let serving = tokio::spawn(answer(
        listener,
        router(services.clone(), &front),
        front.limits,
        async move {
            ends.await.ok();
            streams.end_streams();
        },
    ));
    let town = Town {
        site: Site { url: url.clone() },
        other: Site { url },
        services,
    };
    let joan = town.enter("Joan").await;
    let thread = town.start(&joan, "joint", "Until the end").await;
    let mut heard = Stream::open(&joan, &format!("{thread}/live")).await;
    end.send(()).unwrap();
    assert_eq!(heard.next().await, None);
    timeout(TOO_LONG, serving)
        .await
        .expect("the server ends")
        .unwrap();
}
