//! A round as the programme office fills it in: its dates, its limits, and the parameters of money, each with a
//! value, a source and the days on which it holds.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::setting::{Setting, origin, setting};
use crate::form::{Entry, Form, Posted, Sheet, ask};
use crate::money::{BasisPoints, FinancialYear, Parameters, Pence};

/// The most outcomes that a round can let an offer have. The report says ten (7.15).
const MOST_OUTCOMES: u32 = 50;

/// A round as it is filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundForm {
    pub name: String,
    pub opens: Entry<NaiveDate>,
    pub closes: Entry<NaiveDate>,
    pub most_outcomes: Setting<u32>,
    /// For grades 1 to 6. The value of the setting itself is not asked.
    pub optimism_bias: Setting<BasisPoints>,
    pub grades: [Entry<BasisPoints>; 6],
    pub discount_rate: Setting<BasisPoints>,
    pub price_base: Setting<FinancialYear>,
    pub baseline: Setting<BasisPoints>,
    pub ambition_reference: Setting<BasisPoints>,
    pub national_reference: Setting<Pence>,
}

/// A round that can be saved.
#[derive(Clone, Debug, PartialEq)]
pub struct Settled {
    pub name: String,
    /// First and last day on which places may submit.
    pub opens: NaiveDate,
    pub closes: NaiveDate,
    pub parameters: Parameters,
}

impl RoundForm {
    /// A round as it stands.
    pub fn of(name: &str, opens: NaiveDate, closes: NaiveDate, parameters: &Parameters) -> Self {
        Self {
            opens: opens.into(),
            closes: closes.into(),
            ..Self::new(name, parameters)
        }
    }

    /// A round to come: with the parameters of the last, and no dates yet.
    pub fn new(name: &str, parameters: &Parameters) -> Self {
        Self {
            name: name.to_owned(),
            opens: Entry::Blank,
            closes: Entry::Blank,
            most_outcomes: Setting::of(&parameters.most_outcomes, |most| u32::from(*most).into()),
            optimism_bias: Setting::of(&parameters.optimism_bias, |_| Entry::Blank),
            grades: parameters.optimism_bias.value.map(Entry::Is),
            discount_rate: Setting::of(&parameters.discount_rate, |rate| (*rate).into()),
            price_base: Setting::of(&parameters.price_base, |year| (*year).into()),
            baseline: Setting::of(&parameters.baseline, |share| {
                share.map_or(Entry::Blank, Entry::Is)
            }),
            ambition_reference: Setting::of(&parameters.ambition_reference, |share| {
                (*share).into()
            }),
            national_reference: Setting::of(&parameters.national_reference, |sum| (*sum).into()),
        }
    }

    pub fn sheet(&self) -> Sheet {
        let mut copy = self.clone();
        let mut sheet = Form::show(|form| copy.fields(form));
        for (field, words) in self.crossed() {
            sheet.mark(&field, words);
        }
        sheet
    }

    /// Takes over what was posted. What is not understood is kept as typed.
    pub fn read(&mut self, posted: &Posted) {
        Form::read(posted, |form| self.fields(form));
    }

    /// The round, where everything is understood and goes together.
    ///
    /// # Errors
    /// What is wrong, by field.
    pub fn settle(&self) -> Result<Settled, Vec<(String, String)>> {
        let faults = self.faults();
        if !faults.is_empty() {
            return Err(faults);
        }
        // Nothing is missing any more; should it be, that is a fault to show and not one to guess over.
        self.settled().ok_or_else(|| {
            vec![(
                "name".to_owned(),
                "Something is missing in this form".to_owned(),
            )]
        })
    }

    fn faults(&self) -> Vec<(String, String)> {
        let sheet = self.sheet();
        let problems = sheet.problems().into_iter();
        problems
            .map(|(field, words)| (field.to_owned(), words.to_owned()))
            .chain(sheet.missing())
            .collect()
    }

    /// What is understood and cannot be: out of bounds, or not with what stands beside it.
    fn crossed(&self) -> Vec<(String, &'static str)> {
        let mut faults = Vec::new();
        let mut wrong = |field: &str, words: &'static str| faults.push((field.to_owned(), words));
        if let (Some(opens), Some(closes)) = (self.opens.value(), self.closes.value())
            && closes < opens
        {
            wrong(
                "closes",
                "The round must close on or after the day it opens",
            );
        }
        if let Some(most) = self.most_outcomes.value.value()
            && !(1..=MOST_OUTCOMES).contains(most)
        {
            wrong("most-outcomes-value", "Enter a number from 1 to 50");
        }
        let shares = self
            .grades
            .iter()
            .enumerate()
            .map(|(at, share)| (grade(at), share))
            .chain([
                ("discount-rate-value".to_owned(), &self.discount_rate.value),
                ("baseline-value".to_owned(), &self.baseline.value),
                (
                    "ambition-reference-value".to_owned(),
                    &self.ambition_reference.value,
                ),
            ]);
        for (field, share) in shares {
            if share.value().is_some_and(|share| !share.is_share()) {
                wrong(&field, "Enter a percentage from 0 to 100");
            }
        }
        if let Some(sum) = self.national_reference.value.value()
            && sum.is_negative()
        {
            wrong("national-reference-value", "Enter a sum of £0 or more");
        }
        for (name, from, to) in self.days() {
            if let (Some(from), Some(to)) = (from.value(), to.value())
                && to < from
            {
                wrong(
                    &format!("{name}-to"),
                    "The last day must be on or after the first",
                );
            }
        }
        faults
    }

    fn days(&self) -> [(&'static str, &Entry<NaiveDate>, &Entry<NaiveDate>); 7] {
        fn of<'a, T>(
            name: &'static str,
            setting: &'a Setting<T>,
        ) -> (&'static str, &'a Entry<NaiveDate>, &'a Entry<NaiveDate>) {
            (name, &setting.from, &setting.to)
        }
        [
            of("most-outcomes", &self.most_outcomes),
            of("optimism-bias", &self.optimism_bias),
            of("discount-rate", &self.discount_rate),
            of("price-base", &self.price_base),
            of("baseline", &self.baseline),
            of("ambition-reference", &self.ambition_reference),
            of("national-reference", &self.national_reference),
        ]
    }

    fn settled(&self) -> Option<Settled> {
        let mut grades = [BasisPoints::ZERO; 6];
        for (grade, typed) in grades.iter_mut().zip(&self.grades) {
            *grade = *typed.value()?;
        }
        let most_outcomes = u8::try_from(*self.most_outcomes.value.value()?).ok()?;
        Some(Settled {
            name: self.name.clone(),
            opens: *self.opens.value()?,
            closes: *self.closes.value()?,
            parameters: Parameters {
                optimism_bias: self.optimism_bias.with(grades),
                discount_rate: self.discount_rate.with(*self.discount_rate.value.value()?),
                price_base: self.price_base.with(*self.price_base.value.value()?),
                baseline: self.baseline.with(self.baseline.value.value().copied()),
                most_outcomes: self.most_outcomes.with(most_outcomes),
                ambition_reference: self
                    .ambition_reference
                    .with(*self.ambition_reference.value.value()?),
                national_reference: self
                    .national_reference
                    .with(*self.national_reference.value.value()?),
            },
        })
    }

    fn fields(&mut self, form: &mut Form<'_>) {
        form.line(
            ask("name", "Name").needed("Enter the name of the round"),
            &mut self.name,
        );
        form.entry(
            ask("opens", "Opens on")
                .hint("The first day on which places may submit, like 1 April 2013")
                .needed("Enter the day on which the round opens"),
            &mut self.opens,
        );
        form.entry(
            ask("closes", "Closes on")
                .hint("The last day on which they may")
                .needed("Enter the day on which the round closes"),
            &mut self.closes,
        );
        let percent = |words: &str| ask("", "Percentage").needed(words);
        setting(
            form,
            "most-outcomes",
            None,
            &mut self.most_outcomes,
            ask("", "Number").needed("Enter how many outcomes an offer may have"),
        );
        let legend = self.optimism_bias.name.clone();
        let (bias, grades) = (&mut self.optimism_bias, &mut self.grades);
        form.group(
            legend,
            Some("By this much estimates are adjusted, by how sure the place is of them."),
            |form| {
                for (at, typed) in grades.iter_mut().enumerate() {
                    form.entry(
                        ask(grade(at), format!("Grade {}", at + 1))
                            .needed(format!("Enter the percentage of grade {}", at + 1)),
                        typed,
                    );
                }
                origin(form, "optimism-bias", bias);
            },
        );
        setting(
            form,
            "discount-rate",
            Some("For each year after the first."),
            &mut self.discount_rate,
            percent("Enter the discount rate"),
        );
        setting(
            form,
            "price-base",
            Some("The year in whose prices amounts are given."),
            &mut self.price_base,
            ask("", "Financial year").needed("Enter the price base year"),
        );
        setting(
            form,
            "baseline",
            Some(
                "Leave the percentage empty while it is not known: additional savings are not worked out until then.",
            ),
            &mut self.baseline,
            ask("", "Percentage"),
        );
        setting(
            form,
            "ambition-reference",
            Some("A line beside an offer’s ambition, never a pass mark."),
            &mut self.ambition_reference,
            percent("Enter the reference"),
        );
        setting(
            form,
            "national-reference",
            None,
            &mut self.national_reference,
            ask("", "Amount a year").needed("Enter the reference"),
        );
    }
}

/// The field of a grade of confidence.
fn grade(at: usize) -> String {
    format!("optimism-bias-{}", at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn round() -> RoundForm {
        RoundForm::of(
            "First round",
            day("2010-04-01"),
            day("2013-03-31"),
            &Parameters::default(),
        )
    }

    #[test]
    fn a_round_reads_back_as_it_was() {
        let form = round();
        let mut posted = Posted::default();
        for field in form.sheet().fields() {
            posted.put(field.name.clone(), field.texts());
        }
        let mut again = RoundForm::new("", &Parameters::default());
        again.read(&posted);
        assert_eq!(again, form);
        let settled = again.settle().expect("whole");
        assert_eq!(settled.name, "First round");
        assert_eq!(settled.parameters, Parameters::default());
    }

    #[test]
    fn what_is_wrong_stands_beside_its_field_and_is_kept() {
        for (field, typed, words) in [
            ("name", "", "Enter the name of the round"),
            (
                "opens",
                "soon",
                "Enter a date, like 1 April 2013 or 1/4/2013",
            ),
            (
                "closes",
                "1 April 2009",
                "The round must close on or after the day it opens",
            ),
            ("most-outcomes-value", "0", "Enter a number from 1 to 50"),
            ("most-outcomes-value", "300", "Enter a number from 1 to 50"),
            ("optimism-bias-3", "120", "Enter a percentage from 0 to 100"),
            ("optimism-bias-6", "", "Enter the percentage of grade 6"),
            (
                "discount-rate-value",
                "-1",
                "Enter a percentage from 0 to 100",
            ),
            ("baseline-value", "lots", "Enter a percentage, like 12.5%"),
            (
                "national-reference-value",
                "-5",
                "Enter a sum of £0 or more",
            ),
            ("price-base-value", "", "Enter the price base year"),
        ] {
            let mut form = round();
            let mut posted = Posted::default();
            posted.push(field, typed);
            form.read(&posted);
            let faults = form.settle().expect_err(field);
            assert_eq!(faults, [(field.to_owned(), words.to_owned())], "{typed}");
            let sheet = form.sheet();
            let kept = sheet.field(field).expect(field);
            assert_eq!(kept.text.is_empty(), typed.is_empty(), "{field}");
        }
    }

    #[test]
    fn a_baseline_may_be_unknown_and_a_source_makes_a_figure_more_than_illustrative() {
        let mut form = round();
        let mut posted = Posted::default();
        posted.push("baseline-value", "");
        posted.push("discount-rate-source", "The Green Book");
        posted.push("discount-rate-from", "1 April 2010");
        posted.push("discount-rate-to", "31 March 2010");
        form.read(&posted);
        let faults = form.settle().expect_err("the days are the wrong way round");
        assert_eq!(faults[0].0, "discount-rate-to");
        posted.put("discount-rate-to", vec![String::new()]);
        form.read(&posted);
        let parameters = form.settle().expect("whole").parameters;
        assert_eq!(parameters.baseline.value, None);
        assert!(!parameters.discount_rate.is_illustrative());
        assert_eq!(parameters.discount_rate.from, Some(day("2010-04-01")));
        assert!(parameters.is_illustrative(), "the bias has no source yet");
    }
}
