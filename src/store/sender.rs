//! Senders: who was enrolled as official.

use sqlx::{query, query_as};

use super::{Result, Tx, corrupt};
use crate::domain::{AccountId, CommunityId, Roster, Sender, SenderKind};

impl Tx {
    /// The senders of a community, by kind and id.
    ///
    /// # Errors
    /// [`super::Error::Query`], [`super::Error::Corrupt`].
    pub async fn roster(&mut self, community: &CommunityId) -> Result<Roster> {
        const SQL: &str = "SELECT kind, sender, owner, machine FROM senders WHERE community = $1 ORDER BY kind, sender";
        let rows: Vec<(String, String, Option<String>, i64)> = self.all(query_as(SQL).bind(community.as_str())).await?;
        let senders = rows.into_iter().map(|(kind, id, owner, machine)| {
            let kind = SenderKind::from_name(&kind).ok_or_else(|| corrupt("senders", "kind", &id))?;
            Ok(Sender { kind, id, owner: owner.map(AccountId), machine: machine != 0 })
        });
        Ok(Roster::new(senders.collect::<Result<_>>()?))
    }

    /// Enrols a sender, or changes what is known of it.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn enrol(&mut self, community: &CommunityId, sender: &Sender) -> Result<()> {
        const SQL: &str = "INSERT INTO senders (community, kind, sender, owner, machine) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (community, kind, sender) DO UPDATE SET owner = excluded.owner, machine = excluded.machine";
        let sql = query(SQL).bind(community.as_str()).bind(sender.kind.name()).bind(sender.id.as_str());
        self.run(sql.bind(sender.owner.as_ref().map(AccountId::as_str)).bind(i64::from(sender.machine))).await?;
        Ok(())
    }

    /// Ends an enrolment; false when there was none.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn dismiss(&mut self, community: &CommunityId, kind: SenderKind, id: &str) -> Result<bool> {
        const SQL: &str = "DELETE FROM senders WHERE community = $1 AND kind = $2 AND sender = $3";
        Ok(self.run(query(SQL).bind(community.as_str()).bind(kind.name()).bind(id)).await? > 0)
    }
}
