//! What a test reads: posts, as people see them, and what is stored.

use std::collections::VecDeque;

use jiff::Timestamp;
use punktum::domain::{CommunityId, MessageId};
use punktum::store::{Nudge, Stored, Tx};

use super::{World, name, shown, time, url};

impl World {
    /// The next post nobody has read, with where it stands, whom it calls, and its buttons.
    #[must_use]
    pub(crate) fn next_post(&mut self) -> String {
        let Some((venue, post)) = self.fake().posts.pop_front() else { panic!("nothing was posted") };
        self.buttons.clone_from(&post.buttons);
        let place = venue.to_string().replace("channel:", "#").replace("direct:id:", "@");
        let calls = post.calls.map_or_else(String::new, |who| format!(" (calls {})", name(&who)));
        let files: String = post.files.iter().map(|file| format!("\n[{}]", file.name)).collect();
        format!("{place}{calls}\n{}{files}", shown(&post.text, &post.buttons))
    }

    /// Reads all digests that were posted and leaves the other posts unread.
    pub(crate) fn digests(&mut self) -> Vec<String> {
        let mut state = self.fake();
        let all = std::mem::take(&mut state.posts);
        let (digests, others): (VecDeque<_>, _) =
            all.into_iter().partition(|(_, post)| post.key.starts_with("digest:"));
        state.posts = others;
        digests.into_iter().map(|(_, post)| post.text).collect()
    }

    pub(crate) async fn tx(&self) -> Tx {
        self.app.watch.store().read().await.unwrap()
    }

    pub(crate) fn community(&self) -> &CommunityId {
        &self.community
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.now
    }

    pub(crate) fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    pub(crate) async fn find(&self, id: &MessageId) -> Option<Stored> {
        self.tx().await.message(&self.community, id).await.unwrap()
    }

    pub(crate) async fn message(&self, id: &MessageId) -> Stored {
        self.find(id).await.expect("an official message that stands")
    }

    /// A message's value, and why it does not count (`yes` if it does).
    pub(crate) async fn judged(&self, id: &MessageId) -> (u8, &'static str) {
        let message = self.message(id).await;
        (message.value.number(), message.counts.name())
    }

    /// All alarms so far, oldest first.
    pub(crate) async fn nudges(&self) -> Vec<Nudge> {
        let always = (Timestamp::UNIX_EPOCH, time("2100-01-01T00:00"));
        self.tx().await.nudges_between(&self.community, always).await.unwrap()
    }

    /// What became of all alarms so far, oldest first.
    pub(crate) async fn states(&self) -> Vec<&'static str> {
        self.nudges().await.iter().map(|nudge| nudge.state.name()).collect()
    }

    /// Runs a statement behind the store's back.
    pub(crate) async fn execute(&self, sql: &str) {
        use sqlx::Connection as _;
        let mut raw = sqlx::AnyConnection::connect(&url(&self.folder)).await.unwrap();
        sqlx::query(sqlx::AssertSqlSafe(sql.to_owned())).execute(&mut raw).await.unwrap();
        raw.close().await.unwrap();
    }

    /// The first column of every row, for what no method tells.
    pub(crate) async fn rows(&self, sql: &str) -> Vec<String> {
        use sqlx::Connection as _;
        let mut raw = sqlx::AnyConnection::connect(&url(&self.folder)).await.unwrap();
        let sql = sqlx::AssertSqlSafe(sql.to_owned());
        let rows: Vec<(Option<String>,)> = sqlx::query_as(sql).fetch_all(&mut raw).await.unwrap();
        raw.close().await.unwrap();
        rows.into_iter().map(|(row,)| row.unwrap_or_default()).collect()
    }
}
