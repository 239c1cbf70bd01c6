//! What prints: the crate `documents`, few at a time, since each takes a processor and some memory while it sets.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use documents::{
    DocumentError, Issued, MemorandumIssued, Negotiated, Written, agreement_docx, agreement_pdf,
    brief_pdf, changes_docx, memorandum_pdf, negotiation_docx,
};
use domain::brief::Brief;
use services::agreements::{MemorandumToPrint, Press, PressError, ToPrint};
use services::negotiation::Redlined;

/// So many are set at once; the others wait for their turn, each on a thread that may block.
const AT_ONCE: usize = 2;

/// The press of every server, and of the demo.
pub fn press() -> Arc<dyn Press> {
    Arc::new(OurPress {
        free: Mutex::new(AT_ONCE),
        came_free: Condvar::new(),
    })
}

struct OurPress {
    free: Mutex<usize>,
    came_free: Condvar,
}

/// A turn at the press, given back when it ends, however it ends.
struct Turn<'a>(&'a OurPress);

impl OurPress {
    fn turn(&self) -> Turn<'_> {
        // Whoever failed while holding it left a number that is right all the same.
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = self
            .came_free
            .wait_while(free, |free| *free == 0)
            .unwrap_or_else(PoisonError::into_inner);
        *free -= 1;
        Turn(self)
    }

    fn print(
        &self,
        set: impl FnOnce() -> Result<Vec<u8>, DocumentError>,
    ) -> Result<Vec<u8>, PressError> {
        let _turn = self.turn();
        set().map_err(|error| PressError(error.to_string()))
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut free = self.0.free.lock().unwrap_or_else(PoisonError::into_inner);
        *free += 1;
        self.0.came_free.notify_one();
    }
}

impl Press for OurPress {
    fn pdf(&self, print: &ToPrint<'_>) -> Result<Vec<u8>, PressError> {
        self.print(|| agreement_pdf(&issued(print)))
    }

    fn word(&self, print: &ToPrint<'_>) -> Result<Vec<u8>, PressError> {
        self.print(|| agreement_docx(&issued(print)))
    }

    fn redline(&self, print: &ToPrint<'_>) -> Result<Vec<u8>, PressError> {
        let before = print.before.ok_or_else(|| {
            PressError("there is no version before, so nothing has changed".to_owned())
        })?;
        self.print(|| changes_docx(before, &issued(print)))
    }

    fn memorandum(&self, print: &MemorandumToPrint<'_>) -> Result<Vec<u8>, PressError> {
        self.print(|| {
            memorandum_pdf(&MemorandumIssued {
                memorandum: print.memorandum,
                digest: print.digest,
                signatories: print.signatories,
                verify_at: print.verify_at,
                issued_at: print.issued_at,
            })
        })
    }

    fn brief(&self, brief: &Brief) -> Result<Vec<u8>, PressError> {
        self.print(|| brief_pdf(brief))
    }

    fn bargaining(
        &self,
        told: &Redlined,
        address: &str,
        today: NaiveDate,
    ) -> Result<Vec<u8>, PressError> {
        let at = today.and_time(NaiveTime::MIN).and_utc();
        let day = |at: DateTime<Utc>| at.format("%-d %B %Y").to_string();
        let written: Vec<Written> = (told.written.iter())
            .map(|(anchor, by, at)| Written {
                anchor: anchor.clone(),
                by: by.clone(),
                at: *at,
            })
            .collect();
        let began = told.since.map(day).unwrap_or_default();
        self.print(|| {
            negotiation_docx(&Negotiated {
                reference: &told.reference.to_string(),
                title: &told.title,
                place: &told.place_name,
                before_called: &format!("as they were laid on the table on {began}"),
                after_called: &format!("as they stand on {}", day(at)),
                before: &told.before,
                after: &told.after,
                written: &written,
                remarks: &told.remarks,
                address,
                at,
            })
        })
    }
}

const fn issued<'a>(print: &ToPrint<'a>) -> Issued<'a> {
    Issued {
        content: print.content,
        digest: print.digest,
        signatories: print.signatories,
        verify_at: print.verify_at,
        issued_at: print.issued_at,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn a_brief_is_a_pdf() {
        let brief = Brief {
            reference: "KEN-1".to_owned(),
            title: "One front door".to_owned(),
            place: "Kent".to_owned(),
            kind: "Single Offer".to_owned(),
            stage: "Submitted".to_owned(),
            reader: "HM Treasury".to_owned(),
            at: DateTime::UNIX_EPOCH,
            address: "https://single-offer.example/offers/KEN-1".to_owned(),
            purpose: String::new(),
            place_gives: Vec::new(),
            government_gives: Vec::new(),
            agreed: None,
            sums: Vec::new(),
            years: Vec::new(),
            open: Vec::new(),
            red_lines: Vec::new(),
            next: Vec::new(),
        };
        let bytes = press().brief(&brief).expect("a PDF");
        assert!(bytes.starts_with(b"%PDF-"));
    }

    #[test]
    fn few_print_at_once_and_all_have_their_turn() {
        let press = OurPress {
            free: Mutex::new(AT_ONCE),
            came_free: Condvar::new(),
        };
        let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..20 {
                scope.spawn(|| {
                    let printed = press.print(|| {
                        let at_once = now.fetch_add(1, Ordering::SeqCst) + 1;
                        most.fetch_max(at_once, Ordering::SeqCst);
                        std::thread::yield_now();
                        now.fetch_sub(1, Ordering::SeqCst);
                        Ok(Vec::new())
                    });
                    assert_eq!(printed, Ok(Vec::new()));
                });
            }
        });
        assert!(most.load(Ordering::SeqCst) <= AT_ONCE);
        assert_eq!(*press.free.lock().expect("nobody failed"), AT_ONCE);
    }
}
