//! Who wrote what stands in the history: messages read after the fact do not bring the roles of their authors, and these are
//! asked for once each, within a budget.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use serenity::all::{GuildId, UserId};

use crate::platform::Failure;

use super::Discord;
use super::failure::patiently;
use super::guild::role_ids;

/// Of one community so many authors are asked for in an hour.
const BUDGET: u32 = 200;
/// So long an answer is taken for true.
const FRESH: SignedDuration = SignedDuration::from_hours(1);

/// The roles of authors that were asked for.
#[derive(Default)]
pub(super) struct Authors(Mutex<HashMap<GuildId, Asked>>);

#[derive(Default)]
struct Asked {
    since: Timestamp,
    times: u32,
    roles: HashMap<UserId, Vec<String>>,
}

impl Discord {
    /// The roles of an author; none when the budget is spent. Who has left has none.
    pub(super) async fn roles_in_history(
        &self,
        guild: GuildId,
        author: UserId,
    ) -> Result<Option<Vec<String>>, Failure> {
        let now = self.clock.now();
        if let Some(known) = self.authors.look(guild, author, now) {
            return Ok(known);
        }
        let roles = match patiently(now, self.http.get_member(guild, author)).await {
            Ok(member) => role_ids(&member.roles),
            Err(Failure::Later(at)) => return Err(Failure::Later(at)),
            Err(_) => Vec::new(),
        };
        self.authors.all().entry(guild).or_default().roles.insert(author, roles.clone());
        Ok(Some(roles))
    }
}

impl Authors {
    /// What is known of an author, inner none when nothing may be asked any more; outer none: it may, and is counted.
    #[allow(clippy::option_option, reason = "known, not to be known, or to be asked for")]
    fn look(&self, guild: GuildId, author: UserId, now: Timestamp) -> Option<Option<Vec<String>>> {
        let mut all = self.all();
        let asked = all.entry(guild).or_default();
        if now.duration_since(asked.since) > FRESH {
            *asked = Asked { since: now, ..Asked::default() };
        }
        if let Some(roles) = asked.roles.get(&author) {
            return Some(Some(roles.clone()));
        }
        if asked.times == BUDGET {
            return Some(None);
        }
        asked.times += 1;
        None
    }

    fn all(&self) -> MutexGuard<'_, HashMap<GuildId, Asked>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
