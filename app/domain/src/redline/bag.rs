//! Which words a paragraph holds, counted once: each paragraph of one text is held against many of the other.

use std::hash::{DefaultHasher, Hash, Hasher};

/// The words of a paragraph, without their order or case. Words are kept as numbers: two different ones that
/// come to the same number would make two paragraphs a little more alike, and change no text.
pub(super) struct Bag(Vec<u64>);

impl Bag {
    pub fn of(text: &str) -> Self {
        let mut words: Vec<u64> = text.split_whitespace().map(number).collect();
        words.sort_unstable();
        Self(words)
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// How much the two have in common, in words of the longer one, from 0 to 100.
    pub fn likeness(&self, other: &Self) -> usize {
        let (shorter, longer) = if self.len() <= other.len() {
            (self, other)
        } else {
            (other, self)
        };
        if longer.len() == 0 {
            return 100;
        }
        let mut at = 0;
        let mut shared = 0;
        for word in &shorter.0 {
            while longer.0.get(at).is_some_and(|other| other < word) {
                at += 1;
            }
            if longer.0.get(at) == Some(word) {
                at += 1;
                shared += 1;
            }
        }
        shared * 100 / longer.len()
    }
}

fn number(word: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    for letter in word.chars().flat_map(char::to_lowercase) {
        letter.hash(&mut hasher);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_counts_the_words_of_the_longer_one() {
        for (one, other, likeness) in [
            ("", "", 100),
            ("", "a", 0),
            ("The drug money", "the DRUG money", 100),
            ("money drug the", "the drug money", 100),
            ("the drug money", "the drug money for alcohol", 60),
            ("a a a b", "a b b b", 50),
            ("Élan", "élan", 100),
        ] {
            let (one, other) = (Bag::of(one), Bag::of(other));
            assert_eq!(one.likeness(&other), likeness);
            assert_eq!(other.likeness(&one), likeness);
        }
    }
}
