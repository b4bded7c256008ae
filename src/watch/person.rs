//! One person of a community: what is held about an account, by whatever it stands under.

use std::collections::BTreeSet;

use crate::domain::{AccountId, CommunityId, Week};
use crate::store::{Person, Result, Tx};

use super::Watch;

impl Watch {
    /// An account with the keyed hashes under which it may be stored now.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn person(&self, tx: &mut Tx, community: &CommunityId, account: &AccountId) -> Result<Person> {
        let zone = tx.settings(community).await?.zone();
        let times = tx.hashed_times(community).await?;
        let weeks: BTreeSet<String> = times
            .into_iter()
            .map(|at| Week::of(at, &zone))
            .map(|week| self.0.key.account_week(community, account, week))
            .collect();
        let nudges = tx.hashed_nudges(community).await?;
        let readers = nudges.iter().map(|nudge| self.0.key.reader(community, nudge, account).0);
        Ok(Person { account: account.clone(), hashes: weeks.into_iter().chain(readers).collect() })
    }
}
