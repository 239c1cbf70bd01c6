//! `/offers/{ref}/delivery/budgets`: what was promised, paid in and spent.

use domain::delivery::returns::{BudgetAccount, BudgetYear, Contributed};
use domain::money::Pence;
use leptos::prelude::*;
use services::ledger::BudgetsView;

use super::at;
use super::tabs::{Tab, delivery_head};
use crate::{
    components::{Cell, Column, InsetText, Table, WarningText},
    page::{Asked, Away, Page, page},
};

#[component]
pub fn BudgetsPage() -> impl IntoView {
    page(load, show)
}

async fn load(asked: Asked) -> Result<BudgetsView, Away> {
    let reference = at::reference(&asked)?;
    let ledger = asked.services().ledger();
    let view = ledger.budgets(asked.viewer()?, &reference).await?;
    at::by_its_name(&asked, &view.reference)?;
    Ok(view)
}

fn show(view: BudgetsView) -> impl IntoView {
    let home = format!("/offers/{}", view.reference);
    let head = delivery_head(&view.reference, &view.place_name, &view.title, Tab::Budgets);
    let none = view.accounts.is_empty().then(
        || view! { <p class="govuk-body">"No budget is pooled or aligned under this agreement."</p> },
    );
    let accounts: Vec<_> = view
        .accounts
        .iter()
        .map(|one| account(&view, one))
        .collect();
    view! {
        <Page title=format!("Budgets: {} {}", view.reference, view.title) back=("Summary", home)>
            {head}
            <h2 class="govuk-heading-m">"Pooled and aligned budgets"</h2>
            <p class="govuk-body">"From what returns say. A contribution is late once its financial year is over and less was paid in than was promised."</p>
            {none}
            {accounts}
        </Page>
    }
}

fn name(view: &BudgetsView, code: &str) -> String {
    let mut names = view.names.iter();
    names
        .find(|(one, _)| one == code)
        .map_or_else(|| code.to_owned(), |(_, name)| name.clone())
}

fn account(view: &BudgetsView, account: &BudgetAccount) -> impl IntoView + use<> {
    let late: Vec<_> = account
        .contributions
        .iter()
        .filter(|row| !row.late.is_zero())
        .map(|row| {
            let words = format!(
                "{} has paid {} less for {} than it promised.",
                name(view, &row.organisation),
                row.late,
                row.year
            );
            view! { <WarningText>{words}</WarningText> }
        })
        .collect();
    let rule = (!account.rule.is_empty()).then(|| {
        let words = format!("Agreed for over- and underspend: {}", account.rule);
        view! { <InsetText>{words}</InsetText> }
    });
    let years: Vec<Vec<Cell>> = account.years.iter().map(year).collect();
    let paid: Vec<Vec<Cell>> = account
        .contributions
        .iter()
        .map(|row| contribution(view, row))
        .collect();
    let by_year = vec![
        Column::text("Year"),
        Column::numeric("Promised"),
        Column::numeric("Paid in"),
        Column::numeric("Spent"),
        Column::numeric("Balance"),
        Column::text("Over or under"),
    ];
    let by_contributor = vec![
        Column::text("Contributor"),
        Column::text("Fund"),
        Column::text("Year"),
        Column::numeric("Promised"),
        Column::numeric("Paid in"),
        Column::numeric("Late"),
    ];
    let title = match account.kind {
        Some(kind) => format!("{} ({})", account.title, kind.label().to_lowercase()),
        None => account.title.clone(),
    };
    view! {
        <h3 class="govuk-heading-m">{title.clone()}</h3>
        {late}
        {rule}
        <Table caption=format!("{}: by year", account.title) head=by_year rows=years row_headers=true/>
        <Table caption=format!("{}: by contributor and fund", account.title) head=by_contributor rows=paid row_headers=true/>
    }
}

fn year(year: &BudgetYear) -> Vec<Cell> {
    let over = match year.over {
        None => "The year is not over".to_owned(),
        Some(over) if over.is_zero() => "As promised".to_owned(),
        Some(over) if over.is_negative() => format!("{} under", -over),
        Some(over) => format!("{over} over"),
    };
    vec![
        year.year.to_string().into(),
        year.promised.to_string().into(),
        year.paid_in.to_string().into(),
        year.spent.to_string().into(),
        year.balance.to_string().into(),
        over.into(),
    ]
}

fn contribution(view: &BudgetsView, row: &Contributed) -> Vec<Cell> {
    let late = match row.late {
        Pence::ZERO => "–".to_owned(),
        late => late.to_string(),
    };
    let fund = if row.fund.is_empty() {
        "–"
    } else {
        &row.fund
    };
    vec![
        name(view, &row.organisation).into(),
        fund.into(),
        row.year.to_string().into(),
        row.promised.to_string().into(),
        row.paid_in.to_string().into(),
        late.into(),
    ]
}
