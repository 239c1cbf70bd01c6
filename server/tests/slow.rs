//! Clients that take their time: over real connections, each of them waits for the server to hang up.

use std::time::Duration;

use single_offer::{Front, Limits};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

use crate::support::{Site, World, between, both_databases};

both_databases!(
    a_slow_head_is_cut_off,
    a_slow_form_is_told_so_and_cut_off,
    an_answer_that_nobody_takes_is_cut_off,
    a_connection_too_many_waits_for_its_turn,
);

/// Long after the server should have hung up: a story that waits for this has failed.
const TOO_LONG: Duration = Duration::from_secs(30);

async fn a_slow_head_is_cut_off(world: World) {
    let site = impatient(&world, |limits| limits.head = Duration::from_millis(200)).await;
    let mut slow = connect(&site).await;
    slow.write_all(b"GET / HTTP/1.1\r\nHost: here\r\nX-Slow: ")
        .await
        .unwrap();
    let ann = site.browser();
    assert_eq!(
        ann.get("/privacy").await.status,
        200,
        "others are served meanwhile"
    );
    let (mut from, mut to) = slow.into_split();
    // Drop after drop: each is in time, the head as a whole is not.
    let drops = tokio::spawn(async move {
        while to.write_all(b"a").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    let mut answer = Vec::new();
    // A reset is an end as well.
    timeout(TOO_LONG, from.read_to_end(&mut answer))
        .await
        .expect("the server hangs up")
        .ok();
    let answer = String::from_utf8_lossy(&answer);
    assert!(
        answer.is_empty() || answer.starts_with("HTTP/1.1 408"),
        "{answer}"
    );
    timeout(TOO_LONG, drops).await.expect("it is over").unwrap();
}

async fn a_slow_form_is_told_so_and_cut_off(world: World) {
    let site = impatient(&world, |limits| limits.request = Duration::from_millis(300)).await;
    let mut slow = connect(&site).await;
    let head = format!(
        "POST /sign-in HTTP/1.1\r\nHost: {}\r\nOrigin: {}\r\nContent-Length: 100\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n\r\nemail=ann",
        site.url.strip_prefix("http://").unwrap(),
        site.url
    );
    slow.write_all(head.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    timeout(TOO_LONG, slow.read_to_end(&mut answer))
        .await
        .expect("the server hangs up")
        .ok();
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
    assert!(answer.contains("This took too long"), "{answer}");
    let reference = between(&answer, "x-request-id: ", "\r\n");
    let page = answer.split("\r\n\r\n").nth(1).unwrap();
    assert!(page.contains(reference), "the page says its reference");
    assert_eq!(world.rows_in("sign_in_attempts").await, 0);
}

async fn an_answer_that_nobody_takes_is_cut_off(world: World) {
    let site = impatient(&world, |limits| limits.answer = Duration::from_millis(200)).await;
    let mut greedy = connect(&site).await;
    let ask = b"GET /privacy HTTP/1.1\r\nHost: here\r\n\r\n".repeat(100);
    // Asks on and on and reads nothing, until nobody is there to ask.
    let hung_up = async { while greedy.write_all(&ask).await.is_ok() {} };
    timeout(TOO_LONG, hung_up)
        .await
        .expect("the server hangs up");
    assert_eq!(site.browser().get("/privacy").await.status, 200);
}

async fn a_connection_too_many_waits_for_its_turn(world: World) {
    let site = impatient(&world, |limits| {
        limits.connections = 1;
        limits.head = Duration::from_millis(300);
    })
    .await;
    let idle = connect(&site).await;
    // Answered once the idle one was hung up on.
    let page = timeout(TOO_LONG, site.browser().get("/health")).await;
    assert_eq!(page.expect("its turn comes").status, 200);
    drop(idle);
}

/// The house with one limit set so low that a story sees its end.
pub async fn impatient(world: &World, change: impl FnOnce(&mut Limits)) -> Site {
    let mut limits = Limits::default();
    change(&mut limits);
    let front = Front {
        limits,
        ..Front::default()
    };
    Site::behind(world.services.clone(), front).await
}

async fn connect(site: &Site) -> TcpStream {
    let address = site.url.strip_prefix("http://").unwrap();
    TcpStream::connect(address).await.unwrap()
}
