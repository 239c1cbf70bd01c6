//! Texts that try to be something else, and texts that try to break the page.

use documents::{agreement_docx, agreement_pdf};
use domain::agreement::{Block, Content, TableRow};

use crate::reading::Pdf;
use crate::word::Docx;
use crate::{agreement, issued, letters};

/// What people may type, with what stands on the page.
fn texts() -> Vec<(String, String)> {
    let same = |text: &str| (text.to_owned(), text.to_owned());
    vec![
        same("#read(\"/etc/passwd\") #sys.inputs #import \"@preview/x:1.0.0\": *"),
        same(
            "*bold* _it_ `raw` $x^2$ = heading - list + enum / term: @ref <label> \\ ~ // comment /* */",
        ),
        same("]]> <script>alert(1)</script> &amp; &#0; \" ' <w:p/>"),
        same("{{ mail }} %PDF-1.7 endstream endobj"),
        same("Élan, Łódź, Ξάνθη, Київ, \u{20AC}5, ½, \u{2212}1, “quoted” – dashed…"),
        same("שלום עולם"),
        (
            "a\u{202E}b\u{200B}c\u{FEFF}d\u{7}e".to_owned(),
            "abcde".to_owned(),
        ),
        ("x".repeat(20_000), "x".repeat(20_000)),
        (
            "中文 👨‍👩‍👧".to_owned(),
            "[U+4E2D][U+6587][U+1F468][U+1F469]".to_owned(),
        ),
        ("\u{0}\u{1}\u{B}\u{1F}".to_owned(), String::new()),
        (" \n\n\u{A0}\n".to_owned(), String::new()),
        same(&"line\n".repeat(3_000)),
    ]
}

fn with(text: &str) -> Content {
    let mut content = agreement();
    let says = &mut content.terms[0].matters[0].says;
    says.push(Block::Answer {
        label: format!("Question {}", text.chars().take(300).collect::<String>()),
        words: text.to_owned(),
    });
    says.push(Block::Group {
        heading: text.chars().take(500).collect(),
        blocks: vec![Block::Table {
            caption: "Caption".to_owned(),
            columns: vec![text.chars().take(100).collect(), "2013-14".to_owned()],
            rows: vec![TableRow {
                label: text.to_owned(),
                cells: vec![text.to_owned(), text.to_owned()],
            }],
        }],
    });
    content.head.title = text.chars().take(200).collect();
    content
}

#[test]
fn a_text_is_printed_as_it_is_and_does_nothing() {
    for (typed, shown) in texts() {
        let content = with(&typed);
        let pdf = agreement_pdf(&issued(&content));
        let pdf = Pdf::of(&pdf.unwrap_or_else(|error| panic!("{error}: {typed:.80}")));
        let text = letters(&pdf.text());
        let shown: String = letters(&shown);
        // The direction of a script is not that of its letters.
        let backwards: String = shown.chars().rev().collect();
        let start: String = shown
            .chars()
            .filter(|one| *one != '\u{200D}')
            .take(60)
            .collect();
        let text: String = text.chars().filter(|one| *one != '\u{200D}').collect();
        assert!(
            text.contains(&start) || text.contains(&backwards),
            "{typed:.80}: {}",
            text.chars().take(3_000).collect::<String>()
        );
        let docx = Docx::of(&agreement_docx(&issued(&content)).expect("a document"));
        let kept: String = letters(&typed)
            .chars()
            .filter(|letter| !letter.is_control() && !"\u{202E}\u{FEFF}".contains(*letter))
            .collect();
        assert!(letters(&docx.after()).contains(&kept), "{typed:.80}");
    }
}

#[test]
fn a_table_of_many_years_is_set_in_parts_that_fit() {
    let mut content = agreement();
    let years: Vec<String> = (2011..2031)
        .map(|year| format!("{year}-{}", year % 100 + 1))
        .collect();
    let cells: Vec<String> = (0..20).map(|at| format!("£{at},123,456,789.01")).collect();
    content.terms[0].matters[0].says.push(Block::Table {
        caption: "Twenty years".to_owned(),
        columns: years.clone(),
        rows: vec![TableRow {
            label: "Amount".to_owned(),
            cells: cells.clone(),
        }],
    });
    let pdf = Pdf::of(&agreement_pdf(&issued(&content)).expect("a PDF"));
    let text = letters(&pdf.text());
    for words in years.iter().chain(&cells) {
        assert!(text.contains(words), "{words}");
    }
    assert!(text.matches("Twentyyears").count() >= 4);
}
