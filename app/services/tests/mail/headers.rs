//! Odd names and addresses: what is legal arrives, and nothing smuggles a header or a recipient in.

use domain::mail::MailState;

use super::{all, send, write};
use crate::support::{MailServer, World, both_databases};

both_databases!(
    nobody_smuggles_a_header_in,
    nobody_smuggles_a_recipient_in,
    odd_but_legal_addresses_arrive,
);

const SUBJECTS: [&str; 7] = [
    "Hello\r\nBcc: bob@kent.example\r\n\r\nand a body",
    "Hello\nBcc: bob@kent.example",
    "Hello\rBcc: bob@kent.example",
    "Hello\0Bcc: bob@kent.example",
    "Hello\u{85}Bcc: bob@kent.example",
    "Hello\u{2028}Bcc: bob@kent.example\u{2029}",
    "O’Brien & Söhne\r\n.\r\nQUIT",
];

async fn nobody_smuggles_a_header_in(world: World) {
    let server = MailServer::start("refused@").await;
    for subject in SUBJECTS {
        write(&world, "ann@kent.example", subject).await;
    }
    send(&world, &server).await;
    let received = server.received();
    assert_eq!(received.len(), SUBJECTS.len());
    for mail in received {
        assert_eq!(mail.to, "ann@kent.example");
        let (head, body) = mail.text.split_once("\n\n").expect("a head and a body");
        for line in head.lines() {
            assert!(
                !line.starts_with("Bcc") && !line.starts_with("and a body"),
                "{head}"
            );
        }
        assert!(!head.contains('\0') && !head.contains('\r'), "{head:?}");
        assert!(body.contains("It happened."));
        assert_eq!(
            head.lines()
                .filter(|line| line.starts_with("Subject: "))
                .count(),
            1
        );
    }
    // Nor into what administrators read of it.
    for subject in world.texts("SELECT subject AS answer FROM outbox").await {
        assert!(!subject.chars().any(char::is_control), "{subject:?}");
    }
}

async fn nobody_smuggles_a_recipient_in(world: World) {
    let server = MailServer::start("refused@").await;
    let addresses = [
        "ann@kent.example\r\nRCPT TO:<bob@kent.example>",
        "ann@kent.example>\r\nRCPT TO:<bob@kent.example",
        "ann@kent.example, bob@kent.example",
        "<bob@kent.example>",
        "\"ann\r\nlee\"@kent.example",
        "ann@kent.example ",
        "ann@",
        "",
    ];
    for address in addresses {
        write(&world, address, "A note").await;
    }
    send(&world, &server).await;
    assert_eq!(server.received().len(), 0);
    for mail in all(&world).await {
        assert_eq!(mail.state, MailState::Failed, "{:?}", mail.to_address);
        let error = mail.error.unwrap_or_default();
        assert!(error.contains("no mail address"), "{error}");
    }
}

async fn odd_but_legal_addresses_arrive(world: World) {
    let server = MailServer::start("refused@").await;
    for (address, on_the_wire) in [
        ("o'brien+x@kent.example", "o'brien+x@kent.example"),
        ("\"ann lee\"@kent.example", "\"ann lee\"@kent.example"),
        ("\"ann@home\"@kent.example", "\"ann@home\"@kent.example"),
        ("a/b=c!d%e@kent.example", "a/b=c!d%e@kent.example"),
        ("ann@bücher.example", "ann@xn--bcher-kva.example"),
        ("ann@[127.0.0.1]", "ann@[127.0.0.1]"),
    ] {
        write(&world, address, "A note").await;
        send(&world, &server).await;
        let last = server.received().pop();
        assert_eq!(
            last.map(|mail| mail.to).as_deref(),
            Some(on_the_wire),
            "{:?}",
            all(&world).await[0]
        );
    }
}
