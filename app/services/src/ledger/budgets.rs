//! The accounts of the budgets of an agreement.

use domain::delivery::returns::{BudgetAccount, accounts};
use domain::process::{Act, Reference};

use super::LedgerOf;
use super::entries;
use crate::returns::Agreed;
use crate::{Refusal, Viewer};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetsView {
    pub reference: Reference,
    pub title: String,
    pub place_name: String,
    pub accounts: Vec<BudgetAccount>,
    /// The names behind the codes of contributors.
    pub names: Vec<(String, String)>,
}

impl LedgerOf<'_> {
    /// What was promised, paid in and spent. Five statements.
    ///
    /// # Errors
    /// Not found, or the wrong stage, as for reading delivery.
    pub async fn budgets(
        &self,
        viewer: &Viewer,
        reference: &Reference,
    ) -> Result<BudgetsView, Refusal> {
        let offers = self.services.offers();
        let seen = offers.see(viewer, Act::ReadDelivery, reference).await?;
        let db = self.services.read();
        let agreed = Agreed::of(db, &seen.head.row.id).await?;
        let ledger = entries::load(db, &seen.head.row.id).await?;
        let accounts = accounts(&agreed.content, &ledger, self.services.today());
        let bodies = agreed.content.bodies.iter();
        Ok(BudgetsView {
            reference: seen.head.reference,
            title: seen.head.row.title,
            place_name: seen.head.place_name,
            accounts: accounts.map_err(entries::too_large)?,
            names: bodies
                .map(|body| (body.code.clone(), body.name.clone()))
                .collect(),
        })
    }
}
