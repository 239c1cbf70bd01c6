//! One page of something long.

/// How many stand on a page where nobody says otherwise.
const USUAL: u64 = 20;
/// The most that one page shows.
const MOST: u64 = 100;
/// No list goes on for longer than this many pages: beyond, people filter.
const LAST: u64 = 10_000;

/// Which page, from 1, of how many rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    page: u64,
    size: u64,
}

impl Paging {
    /// The first page, of the usual size.
    pub const fn first() -> Self {
        Self {
            page: 1,
            size: USUAL,
        }
    }

    /// This page, of the usual size.
    pub fn number(page: u64) -> Self {
        Self::of(page, USUAL)
    }

    /// This page of this size. What is out of bounds is taken for the nearest that is not.
    pub fn of(page: u64, size: u64) -> Self {
        Self {
            page: page.clamp(1, LAST),
            size: size.clamp(1, MOST),
        }
    }

    pub const fn page(self) -> u64 {
        self.page
    }

    pub const fn size(self) -> u64 {
        self.size
    }

    /// How many rows a page holds, as memory counts them.
    pub(super) fn rows(self) -> usize {
        usize::try_from(self.size).unwrap_or(usize::MAX)
    }

    /// How many rows stand on the pages before.
    pub(crate) const fn offset(self) -> u64 {
        (self.page - 1) * self.size
    }

    /// How many pages so many rows fill; an empty list has one.
    pub fn pages(self, total: u64) -> u64 {
        total.div_ceil(self.size).max(1)
    }

    /// The same where the count stopped early: one more than this, if this one is full.
    pub(super) fn pages_at_least(self, counted: u64, goes_on: bool) -> u64 {
        let pages = self.pages(counted);
        if goes_on {
            pages.max(self.page + 1)
        } else {
            pages
        }
    }
}

impl Default for Paging {
    fn default() -> Self {
        Self::first()
    }
}
