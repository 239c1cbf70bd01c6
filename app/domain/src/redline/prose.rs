//! Two texts, paragraph by paragraph. What only moved is told as moved, not as gone and come.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::{
    bag::Bag,
    words::{Part, words},
};

/// What became of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// This many paragraphs in a row stayed as they were, to be folded.
    Same(Vec<String>),
    /// One paragraph in which words changed.
    Changed(Vec<Part>),
    Deleted(String),
    Inserted(String),
    /// It stood here, and stands elsewhere now.
    MovedAway(String),
    /// It stood elsewhere before; words may have changed on the way.
    MovedHere(Vec<Part>),
}

/// So many words of a hundred have to be the same for one paragraph to be another one changed.
const SAME_PARAGRAPH: usize = 50;
/// And so many for one found elsewhere to be the same one moved.
const SAME_MOVED: usize = 80;
/// A shorter paragraph is not recognised elsewhere: “Yes.” is not moved.
const WORDS_TO_MOVE: usize = 4;
/// Of so many paragraphs that went, and came, moves are looked for; more would take long and help nobody.
const MOST_TO_MOVE: usize = 200;

/// The difference of two texts. Nothing is lost: see [`Block`].
pub fn prose(old: &str, new: &str) -> Vec<Block> {
    let (before, after) = (paragraphs(old), paragraphs(new));
    let mut blocks = Vec::new();
    for op in capture_diff_slices(Algorithm::Histogram, &before, &after) {
        match op {
            DiffOp::Equal { .. } => blocks.push(Block::Same(
                before[op.old_range()]
                    .iter()
                    .map(|&text| text.to_owned())
                    .collect(),
            )),
            DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => {
                rewritten(&before, op.old_range(), &after, op.new_range(), &mut blocks);
            }
        }
    }
    moved(blocks)
}

/// Empty lines between paragraphs are no paragraphs.
fn paragraphs(text: &str) -> Vec<&str> {
    text.lines()
        .map(str::trim_end)
        .filter(|line| !line.trim().is_empty())
        .collect()
}

/// Some paragraphs in place of others: those that are alike are told word by word, in their order.
fn rewritten(
    before: &[&str],
    old: Range<usize>,
    after: &[&str],
    new: Range<usize>,
    blocks: &mut Vec<Block>,
) {
    let mut next = new.start;
    let bags: Vec<Bag> = after[new.clone()]
        .iter()
        .map(|text| Bag::of(text))
        .collect();
    for text in &before[old] {
        let bag = Bag::of(text);
        let alike =
            (next..new.end).find(|&at| bag.likeness(&bags[at - new.start]) >= SAME_PARAGRAPH);
        match alike {
            None => blocks.push(Block::Deleted((*text).to_owned())),
            Some(at) => {
                blocks.extend(inserted(&after[next..at]));
                blocks.push(Block::Changed(words(text, after[at])));
                next = at + 1;
            }
        }
    }
    blocks.extend(inserted(&after[next..new.end]));
}

fn inserted<'a>(texts: &'a [&str]) -> impl Iterator<Item = Block> + 'a {
    texts.iter().map(|&text| Block::Inserted(text.to_owned()))
}

/// Finds what went in one place and came in another.
fn moved(mut blocks: Vec<Block>) -> Vec<Block> {
    let came = worth_moving(&blocks, |block| match block {
        Block::Inserted(text) => Some(text),
        _ => None,
    });
    let went = worth_moving(&blocks, |block| match block {
        Block::Deleted(text) => Some(text),
        _ => None,
    });
    for (from, bag) in went {
        let to = came
            .iter()
            .filter(|(at, _)| matches!(blocks[*at], Block::Inserted(_)))
            .map(|(at, other)| (bag.likeness(other), *at))
            .filter(|(likeness, _)| *likeness >= SAME_MOVED)
            // Of several that are as like, the first.
            .max_by_key(|(likeness, at)| (*likeness, usize::MAX - at));
        if let Some((_, to)) = to
            && let (Block::Deleted(old), Block::Inserted(new)) = (&blocks[from], &blocks[to])
        {
            let old = old.clone();
            blocks[to] = Block::MovedHere(words(&old, new));
            blocks[from] = Block::MovedAway(old);
        }
    }
    blocks
}

/// Where paragraphs of one sort stand that are long enough to be recognised, with their words.
fn worth_moving<'a>(
    blocks: &'a [Block],
    text: impl Fn(&'a Block) -> Option<&'a String>,
) -> Vec<(usize, Bag)> {
    let texts = blocks.iter().enumerate();
    texts
        .filter_map(|(at, block)| Some((at, Bag::of(text(block)?))))
        .filter(|(_, bag)| bag.len() >= WORDS_TO_MOVE)
        .take(MOST_TO_MOVE)
        .collect()
}
