//! What people write in comments, as HTML that is safe to show.
//!
//! pulldown-cmark reads CommonMark in one pass and guards itself against texts that blow up; of what it finds
//! only a few elements are kept, nested only so deep. ammonia then reads the result as a browser would and lets
//! nothing through that is not on its list: the second wall, should the first have a hole.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html::push_html};

/// How deep elements stand within each other; what is deeper keeps its words only.
const DEEPEST: usize = 12;

static SAFE: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let class = |class| HashMap::from([("class", class)]);
    let mut safe = Builder::empty();
    safe.tags(HashSet::from([
        "a",
        "blockquote",
        "br",
        "code",
        "del",
        "em",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "strong",
        "ul",
    ]))
    .tag_attributes(HashMap::from([
        ("a", HashSet::from(["href"])),
        ("ol", HashSet::from(["start"])),
    ]))
    .set_tag_attribute_values(HashMap::from([
        ("a", class("govuk-link")),
        ("blockquote", class("govuk-inset-text")),
        (
            "hr",
            class("govuk-section-break govuk-section-break--m govuk-section-break--visible"),
        ),
        ("ol", class("govuk-list govuk-list--number")),
        ("p", class("govuk-body")),
        ("pre", class("so-code")),
        ("ul", class("govuk-list govuk-list--bullet")),
    ]))
    .url_schemes(HashSet::from(["http", "https", "mailto"]))
    .url_relative(UrlRelative::Custom(Box::new(own_address)))
    .generic_attributes(HashSet::new())
    .link_rel(Some("noopener noreferrer nofollow ugc"));
    safe
});

/// The comment as HTML.
pub fn html(markdown: &str) -> String {
    let mut html = String::new();
    push_html(&mut html, Tame::new(markdown));
    SAFE.clean(&html).to_string()
}

/// How a comment begins, in words alone and at most so many letters.
pub fn opening(markdown: &str, most: usize) -> String {
    let mut words = String::new();
    for event in Tame::new(markdown) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::HardBreak | Event::End(_) => words.push(' '),
            _ => {}
        }
    }
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= most {
        return words;
    }
    let cut: String = words.chars().take(most).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!(
        "{}…",
        cut[..end].trim_end_matches([',', ';', ':', '.', ' '])
    )
}

/// Links within this house only: `/offers/KEN-1`, and nothing that a browser takes for another host.
fn own_address(address: &str) -> Option<Cow<'_, str>> {
    services::local_path(address).map(Cow::Borrowed)
}

/// The events of a text, without what has no place in a comment: HTML and pictures become the words they are
/// made of, headings bold lines, and one new line stays a new line.
struct Tame<'a> {
    parser: Parser<'a>,
    /// For each element that is open, what it was turned into.
    open: Vec<Turned>,
    /// The second half of what one event was turned into.
    next: Option<Event<'a>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Turned {
    Same,
    BoldLine,
    Line,
    Words,
}

impl<'a> Tame<'a> {
    fn new(markdown: &'a str) -> Self {
        Self {
            parser: Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH),
            open: Vec::new(),
            next: None,
        }
    }

    fn start(&mut self, tag: Tag<'a>) -> Option<Event<'a>> {
        let depth = self.open.iter().filter(|one| **one != Turned::Words);
        let turned = match tag {
            _ if depth.count() >= DEEPEST => Turned::Words,
            Tag::Image { .. } => Turned::Words,
            Tag::Heading { .. } => Turned::BoldLine,
            Tag::HtmlBlock => Turned::Line,
            _ => Turned::Same,
        };
        self.open.push(turned);
        match turned {
            Turned::Same => Some(Event::Start(tag)),
            Turned::BoldLine => {
                self.next = Some(Event::Start(Tag::Strong));
                Some(Event::Start(Tag::Paragraph))
            }
            Turned::Line => Some(Event::Start(Tag::Paragraph)),
            Turned::Words => None,
        }
    }

    fn end(&mut self, tag: TagEnd) -> Option<Event<'a>> {
        match self.open.pop()? {
            Turned::Same => Some(Event::End(tag)),
            Turned::BoldLine => {
                self.next = Some(Event::End(TagEnd::Paragraph));
                Some(Event::End(TagEnd::Strong))
            }
            Turned::Line => Some(Event::End(TagEnd::Paragraph)),
            Turned::Words => match tag {
                TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) => Some(Event::HardBreak),
                _ => None,
            },
        }
    }
}

impl<'a> Iterator for Tame<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        if let Some(second) = self.next.take() {
            return Some(second);
        }
        loop {
            let event = match self.parser.next()? {
                Event::Start(tag) => self.start(tag),
                Event::End(tag) => self.end(tag),
                Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
                Event::SoftBreak => Some(Event::HardBreak),
                other => Some(other),
            };
            if event.is_some() {
                return event;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyday_markdown_becomes_everyday_html() {
        let html = html(
            "We **agree**, *if*:\n\n- the fund stays\n- [this](https://kent.example/a?b&c) holds\n\nLine one\nline two",
        );
        assert_eq!(
            html.replace('\n', ""),
            "<p class=\"govuk-body\">We <strong>agree</strong>, <em>if</em>:</p>\
             <ul class=\"govuk-list govuk-list--bullet\"><li>the fund stays</li>\
             <li><a href=\"https://kent.example/a?b&amp;c\" class=\"govuk-link\" \
             rel=\"noopener noreferrer nofollow ugc\">this</a> holds</li></ul>\
             <p class=\"govuk-body\">Line one<br>line two</p>"
        );
        assert!(
            super::html("# Loud").contains("<p class=\"govuk-body\"><strong>Loud</strong></p>")
        );
        assert!(super::html("> said\n\n1. one\n\n```\na < b\n```").contains("a &lt; b"));
    }

    #[test]
    fn html_is_shown_as_it_was_typed_and_does_nothing() {
        for attack in [
            "<script>alert(1)</script>",
            "a <b onmouseover=alert(1)>b</b>",
            "<img src=x onerror=alert(1)>",
            "<svg/onload=alert(1)>",
            "<!-- <p> --><iframe src=//evil.example>",
            "</p></article><form action=/sign-out method=post>",
            "<style>body{display:none}</style>",
            "```\n</code></pre><script>alert(1)</script>\n```",
        ] {
            let html = html(attack);
            let kept = html.replace("&lt;", "<").replace("&gt;", ">");
            for tag in [
                "<script", "<b ", "<img", "<svg", "<iframe", "<form", "<style", "<!--",
            ] {
                assert!(!html.contains(tag), "{html}");
            }
            assert!(
                kept.contains(attack.lines().nth(1).unwrap_or(attack)),
                "{kept}"
            );
        }
    }

    #[test]
    fn links_lead_to_the_web_to_mail_or_into_the_house_and_nowhere_else() {
        for harmless in [
            "https://a.example/x",
            "http://a.example",
            "mailto:a@b.example",
            "/offers/KEN-1/savings",
        ] {
            let html = html(&format!("[x]({harmless})"));
            assert!(html.contains(&format!("href=\"{harmless}\"")), "{html}");
            assert!(
                html.contains("rel=\"noopener noreferrer nofollow ugc\""),
                "{html}"
            );
        }
        for harmful in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "&#106;avascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "//evil.example",
            "file:///etc/passwd",
            "ftp://a.example",
        ] {
            let html = html(&format!("[x](<{harmful}>) ![y](<{harmful}>)"));
            assert!(!html.contains("href") && !html.contains("src"), "{html}");
        }
        let html = html(
            "[x](https://a.example \"onmouseover=alert(1)\") ![seen](https://a.example/pixel.gif)",
        );
        assert!(
            !html.contains("title") && !html.contains("img") && html.contains("seen"),
            "{html}"
        );
    }

    #[test]
    fn texts_that_are_meant_to_blow_up_stay_small_and_shallow() {
        let many = |what: &str| what.repeat(10_000 / what.len());
        let bombs = [
            many(">"),
            many("> "),
            many("- "),
            many("1. "),
            many("*a "),
            many("*a_ b"),
            many("**x** _y"),
            many("["),
            many("[a]("),
            many("![["),
            many("`a``b"),
            many("<a "),
            many("~~"),
            many("\\"),
            many("&#0;"),
            many("| a "),
            (0..140)
                .map(|deep| format!("{}- x\n", " ".repeat(deep)))
                .collect(),
            format!(
                "[a]: https://{}.example\n\n{}",
                "x".repeat(4_900),
                many("[a]").split_off(5_000)
            ),
        ];
        for bomb in bombs {
            let html = html(&bomb);
            assert!(html.len() < 400_000, "{} from {:.20}", html.len(), bomb);
            assert!(deepest(&html) <= DEEPEST + 3, "{:.200}", html);
        }
    }

    #[test]
    fn a_list_reads_the_first_words_only() {
        assert_eq!(
            opening("## Ring*fence*\n\n- `one`\n- two <b>", 80),
            "Ringfence one two <b>"
        );
        assert_eq!(
            opening("We would like to keep the fund, as it is.", 24),
            "We would like to keep…"
        );
        assert_eq!(opening("", 10), "");
        assert_eq!(opening("ééééééééééééé", 5), "ééééé…");
    }

    fn deepest(html: &str) -> usize {
        let (mut depth, mut most) = (0_usize, 0);
        for tag in html.split('<').skip(1) {
            if tag.starts_with('/') {
                depth -= 1;
            } else if !tag.starts_with("br") && !tag.starts_with("hr") {
                depth += 1;
                most = most.max(depth);
            }
        }
        most
    }
}
