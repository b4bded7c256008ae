//! Where `people` is `off`, a nudge that is settled names its reader no more; who then asks for it is still recognised.

use crate::domain::{AccountId, CommunityId, People};
use crate::store::{Nudge, Result, Tx};

use super::{House, Watch};

impl Watch {
    /// Puts a keyed hash in the place of every reader whose nudge is settled.
    pub(super) async fn forget_readers(&self, tx: &mut Tx, house: &House, community: &CommunityId) -> Result<()> {
        if house.settings.people != People::Off {
            return Ok(());
        }
        for (nudge, account) in tx.settled_readers(community).await? {
            tx.set_reader(community, &nudge, &self.0.key.reader(community, &nudge, &account)).await?;
        }
        Ok(())
    }

    /// Whether a nudge is or was for an account.
    #[must_use]
    pub fn is_reader(&self, community: &CommunityId, nudge: &Nudge, account: &AccountId) -> bool {
        let key = || self.0.key.reader(community, &nudge.id, account);
        nudge.account.as_ref().is_some_and(|reader| reader == account || *reader == key())
    }

    /// How an account's answer to a nudge is kept.
    pub(super) fn answerer(&self, house: &House, community: &CommunityId, nudge: &str, by: &AccountId) -> AccountId {
        if house.settings.people == People::Off { self.0.key.reader(community, nudge, by) } else { by.clone() }
    }
}
