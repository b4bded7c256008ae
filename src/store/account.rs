//! Accounts: what the people who post asked for, and the erasing of their ids.

use jiff::Timestamp;
use sqlx::{FromRow, query, query_as};

use super::{Result, Tx, corrupt, maybe_time, ms};
use crate::domain::{AccountId, CommunityId};

/// What one account asked for. The default stands for an account that never asked for anything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AccountState {
    /// Asked for direct messages.
    pub direct: bool,
    /// The platform refused one.
    pub direct_closed: bool,
    /// Wants no nudges.
    pub nudges_off: bool,
    /// The end of the pause this account asked for, for the whole community.
    pub paused_until: Option<Timestamp>,
}

/// What names an account besides the outbox. A verdict stays without its account; of several on one nudge only the first
/// account's.
const ERASE: [&str; 5] = [
    "UPDATE messages SET account = NULL WHERE community = $1 AND posted_at < $2 AND account IS NOT NULL",
    "UPDATE nudges SET account = NULL, subject = CASE WHEN subject LIKE 'account:%' THEN NULL ELSE subject END
        WHERE community = $1 AND raised_at < $2 AND (account IS NOT NULL OR subject LIKE 'account:%')",
    "DELETE FROM drift_resets WHERE community = $1 AND posted_at < $2 AND subject LIKE 'account:%'",
    "DELETE FROM feedback WHERE community = $1 AND given_at < $2 AND EXISTS (SELECT 1 FROM feedback AS other
        WHERE other.community = feedback.community AND other.nudge = feedback.nudge
            AND other.account < feedback.account)",
    "UPDATE feedback SET account = '' WHERE community = $1 AND given_at < $2 AND account <> ''",
];

impl Tx {
    /// What an account asked for.
    ///
    /// # Errors
    /// [`super::Error::Query`], [`super::Error::Corrupt`].
    pub async fn account(&mut self, community: &CommunityId, account: &AccountId) -> Result<AccountState> {
        const SQL: &str = "SELECT account, direct, direct_closed, nudges_off, paused_until FROM accounts
            WHERE community = $1 AND account = $2";
        let sql = query_as::<_, Row>(SQL).bind(community.as_str()).bind(account.as_str());
        self.one(sql).await?.map_or(Ok(AccountState::default()), |row| Ok(row.read()?.1))
    }

    /// Stores what an account asked for.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn put_account(
        &mut self,
        community: &CommunityId,
        account: &AccountId,
        state: &AccountState,
    ) -> Result<()> {
        const SQL: &str = "INSERT INTO accounts (community, account, direct, direct_closed, nudges_off, paused_until)
            VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (community, account) DO UPDATE SET direct = excluded.direct,
                direct_closed = excluded.direct_closed, nudges_off = excluded.nudges_off,
                paused_until = excluded.paused_until";
        let sql = query(SQL).bind(community.as_str()).bind(account.as_str()).bind(i64::from(state.direct));
        let sql = sql.bind(i64::from(state.direct_closed)).bind(i64::from(state.nudges_off));
        self.run(sql.bind(state.paused_until.map(ms))).await?;
        Ok(())
    }

    /// The people known to post for the brand, by id: accounts enrolled by themselves unless they are machines, owners,
    /// and accounts that asked for something (as those with an enrolled role can).
    ///
    /// # Errors
    /// [`super::Error::Query`], [`super::Error::Corrupt`].
    pub async fn enrolled(&mut self, community: &CommunityId) -> Result<Vec<(AccountId, AccountState)>> {
        const SQL: &str = "SELECT known.account, COALESCE(direct, 0) AS direct,
                COALESCE(direct_closed, 0) AS direct_closed, COALESCE(nudges_off, 0) AS nudges_off, paused_until
            FROM (
                SELECT sender AS account FROM senders WHERE community = $1 AND kind = 'account' AND machine = 0
                UNION SELECT owner FROM senders WHERE community = $1 AND owner IS NOT NULL
                UNION SELECT account FROM accounts WHERE community = $1
            ) AS known
            LEFT JOIN accounts ON accounts.community = $1 AND accounts.account = known.account
            ORDER BY known.account";
        let rows = self.all(query_as::<_, Row>(SQL).bind(community.as_str())).await?;
        rows.into_iter().map(Row::read).collect()
    }

    /// Until when the community rests, or rested last: the latest end of all pauses.
    ///
    /// # Errors
    /// [`super::Error::Query`], [`super::Error::Corrupt`].
    pub async fn paused_until(&mut self, community: &CommunityId) -> Result<Option<Timestamp>> {
        const SQL: &str = "SELECT CAST(MAX(paused_until) AS BIGINT) FROM accounts WHERE community = $1";
        let row: Option<(Option<i64>,)> = self.one(query_as(SQL).bind(community.as_str())).await?;
        maybe_time(row.and_then(|(ms,)| ms)).ok_or_else(|| corrupt("accounts", "paused_until", community))
    }

    /// Ends every pause that runs at a moment.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn end_pauses(&mut self, community: &CommunityId, at: Timestamp) -> Result<()> {
        const SQL: &str = "UPDATE accounts SET paused_until = $2 WHERE community = $1 AND paused_until > $2";
        self.run(query(SQL).bind(community.as_str()).bind(ms(at))).await?;
        Ok(())
    }

    /// Erases the account ids of what is older than `before` in messages, nudges, drift resets, the outbox and feedback;
    /// scores, states and verdicts stay.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn erase_accounts(&mut self, community: &CommunityId, before: Timestamp) -> Result<()> {
        // Older rows go whatever their state (they expired long ago), but for what is said once and names nobody.
        const OUTBOX: &str = "DELETE FROM outbox
            WHERE community = $1 AND due_at < $2 AND (template NOT IN ('digest', 'observed', 'welcome') OR venue LIKE 'direct:%')";
        for sql in ERASE.into_iter().chain([OUTBOX]) {
            self.run(query(sql).bind(community.as_str()).bind(ms(before))).await?;
        }
        Ok(())
    }

    /// Erases all account ids but those of senders, of what accounts asked for, and of who changed settings.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn erase_all_accounts(&mut self, community: &CommunityId) -> Result<()> {
        const OUTBOX: &str =
            "DELETE FROM outbox WHERE community = $1 AND (venue LIKE 'direct:%' OR template = 'people_named')";
        for sql in ERASE {
            self.run(query(sql).bind(community.as_str()).bind(i64::MAX)).await?;
        }
        self.run(query(OUTBOX).bind(community.as_str())).await?;
        self.erase_account_summaries(community).await
    }

    /// Erases the keys that tell the accounts of one week apart, of messages older than `before`.
    ///
    /// # Errors
    /// [`super::Error::Query`].
    pub async fn erase_week_keys(&mut self, community: &CommunityId, before: Timestamp) -> Result<()> {
        const SQL: &str = "UPDATE messages SET account_week = NULL
            WHERE community = $1 AND posted_at < $2 AND account_week IS NOT NULL";
        self.run(query(SQL).bind(community.as_str()).bind(ms(before))).await?;
        Ok(())
    }
}

#[derive(FromRow)]
struct Row {
    account: String,
    direct: i64,
    direct_closed: i64,
    nudges_off: i64,
    paused_until: Option<i64>,
}

impl Row {
    fn read(self) -> Result<(AccountId, AccountState)> {
        let paused_until = maybe_time(self.paused_until);
        let state = AccountState {
            direct: self.direct != 0,
            direct_closed: self.direct_closed != 0,
            nudges_off: self.nudges_off != 0,
            paused_until: paused_until.ok_or_else(|| corrupt("accounts", "paused_until", &self.account))?,
        };
        Ok((AccountId(self.account), state))
    }
}
