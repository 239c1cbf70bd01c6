//! The sums in one sentence, for those who hear the page while they type.

use domain::money::{Appraisal, Pence};
use domain::offer::MatterKind;

use super::Shown;
use super::headline::{payback, ratio};
use super::notes::figure;

pub fn spoken(kind: MatterKind, shown: &Shown) -> String {
    match shown.appraisal() {
        Err(too_large) => format!("The figures cannot be worked out. {too_large}."),
        Ok(appraisal) if kind == MatterKind::Sharing => shared(appraisal),
        Ok(appraisal) => sums(shown, appraisal),
    }
}

fn sums(shown: &Shown, appraisal: &Appraisal) -> String {
    let central = &appraisal.central;
    let mut words = String::from("New figures. ");
    if let (Some(year), Some(figures)) = (shown.last_year(), central.years.last()) {
        let additional = figure(&figures.additional);
        words.push_str(&format!("Additional in {year}: {additional}. "));
    }
    words.push_str(&format!(
        "Net present value: {}. Benefit to cost: {}. Pays back: {}.",
        figure(&central.npv),
        figure(&central.benefit_cost.map(ratio)),
        figure(&central.payback.map(payback)),
    ));
    words
}

fn shared(appraisal: &Appraisal) -> String {
    match &appraisal.central.sharing {
        Err(reason) => format!("{reason}."),
        Ok(shares) => {
            let local = Pence::total(shares.iter().map(|year| year.local)).unwrap_or_default();
            let central = Pence::total(shares.iter().map(|year| year.central)).unwrap_or_default();
            format!("New figures. Over all years, {local} stays local and {central} is central.")
        }
    }
}
