//! What people do, drawn beforehand from a seed: the same every time.

/// The seed of the story.
pub const SEED: u64 = 0x5174_11E0_FFE5_2013;

/// What somebody does, and how often of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Read,
    /// Asks for something of a room that is not theirs.
    Trespass,
    Position,
    ReleasePosition,
    Propose,
    TakeUp,
    RefuseWording,
    ReleaseWording,
    Start,
    Reply,
    Edit,
    ReleaseComment,
    Turn,
    Remind,
    AddDepartment,
    LetGo,
    Reopen,
    Withdraw,
    RefuseFreedom,
    RaiseBarrier,
    ChangeBarrier,
}

const KINDS: &[(Kind, u64)] = &[
    (Kind::Read, 300),
    (Kind::Trespass, 40),
    (Kind::Position, 170),
    (Kind::ReleasePosition, 25),
    (Kind::Propose, 110),
    (Kind::TakeUp, 60),
    (Kind::RefuseWording, 20),
    (Kind::ReleaseWording, 22),
    (Kind::Start, 36),
    (Kind::Reply, 84),
    (Kind::Edit, 24),
    (Kind::ReleaseComment, 18),
    (Kind::Turn, 16),
    (Kind::Remind, 16),
    (Kind::AddDepartment, 9),
    (Kind::LetGo, 9),
    (Kind::Reopen, 22),
    (Kind::Withdraw, 4),
    (Kind::RefuseFreedom, 4),
    (Kind::RaiseBarrier, 6),
    (Kind::ChangeBarrier, 22),
];

/// One act as it was drawn: who, where and what of what is there follow from the numbers.
#[derive(Clone, Copy, Debug)]
pub struct Drawn {
    pub nth: usize,
    pub kind: Kind,
    /// Which of the two servers is asked.
    pub server: usize,
    pub who: u64,
    pub which: u64,
    pub what: u64,
    pub more: u64,
}

/// Numbers that look drawn by lot (SplitMix64).
pub struct Dice(u64);

impl Dice {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub fn draw(&mut self, nth: usize) -> Drawn {
        let all: u64 = KINDS.iter().map(|(_, often)| often).sum();
        let mut left = self.roll() % all;
        let mut kind = Kind::Read;
        for (one, often) in KINDS {
            if left < *often {
                kind = *one;
                break;
            }
            left -= often;
        }
        Drawn {
            nth,
            kind,
            server: usize::from(self.roll() & 1 == 1),
            who: self.roll(),
            which: self.roll(),
            what: self.roll(),
            more: self.roll(),
        }
    }
}

/// The one that a number points at; none where there are none.
pub fn pick<T>(all: &[T], number: u64) -> Option<&T> {
    let length = u64::try_from(all.len()).expect("a length");
    let at = number.checked_rem(length)?;
    all.get(usize::try_from(at).expect("a place in a list"))
}
