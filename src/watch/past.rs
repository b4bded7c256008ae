//! A long past is taken in page by page, a transaction each, and in any order. Its drift is folded once all of it is there:
//! only then is its order known.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use crate::domain::{CommunityId, Event, FUSE, Message, People, Step, Subject};
use crate::drift;
use crate::nudge::COOL_DOWN;
use crate::store::{NudgeState, Result, Tx};

use super::drift::put_alarm;
use super::fuse::DAY;
use super::recall::Recent;
use super::{House, Watch};

/// So many steps are folded at once.
const STEPS: u32 = 2_000;

impl Watch {
    /// Handles the messages of a page, in one transaction and in turn with the community's other events. Answers the roles
    /// that blew the fuse: who is official is another question from then on.
    ///
    /// # Errors
    /// When the store fails; then nothing of the page stands and it may be handled again.
    pub async fn handle_page(&self, community: &CommunityId, page: &[Event]) -> Result<BTreeSet<String>> {
        let gate = self.gate(community);
        let _turn = gate.lock().await;
        let house = self.house(community).await?;
        let mut fused = BTreeSet::new();
        if house.is_removed() {
            return Ok(fused);
        }
        let judged = self.judged(&house, page);
        let mut tx = self.0.store.write().await?;
        self.keep(&mut tx, community, judged, &mut Recent::default()).await?;
        for role in self.crowded(&mut tx, community, page).await? {
            for (event, message) in page.iter().filter_map(|event| by_role(event, &role)) {
                if self.guard(&mut tx, &house, event, message).await? {
                    fused.insert(role);
                    break;
                }
            }
        }
        tx.commit().await?;
        if !fused.is_empty() {
            self.refresh(community);
        }
        Ok(fused)
    }

    /// The roles by which so many people posted in the time of a page that within a day there may be too many.
    async fn crowded(&self, tx: &mut Tx, community: &CommunityId, page: &[Event]) -> Result<Vec<String>> {
        let mut times: BTreeMap<&str, (Timestamp, Timestamp)> = BTreeMap::new();
        for message in page.iter().filter_map(Event::message) {
            let Some(role) = message.badge.role() else { continue };
            let (from, to) = times.entry(role).or_insert((message.posted_at, message.posted_at));
            (*from, *to) = ((*from).min(message.posted_at), (*to).max(message.posted_at));
        }
        let mut crowded = Vec::new();
        for (role, (from, to)) in times {
            let time = (from - DAY, to + SignedDuration::from_millis(1));
            if tx.people_by_role(community, role, time).await? > FUSE as i64 {
                crowded.push(role.to_owned());
            }
        }
        Ok(crowded)
    }

    /// Folds the drift of everything that was posted before the first message that was seen as it happened, in its own order
    /// and from its beginning: what would have been said then, with the rests between. The same past gives the same rows.
    ///
    /// # Errors
    /// When the store fails; then all is as it was.
    pub async fn fold_past(&self, community: &CommunityId) -> Result<()> {
        let gate = self.gate(community);
        let _turn = gate.lock().await;
        let house = self.house(community).await?;
        let mut tx = self.0.store.write().await?;
        let end = tx.first_live(community).await?.unwrap_or(Timestamp::MAX);
        for subject in tx.subjects(community, house.settings.people == People::Off, end).await? {
            tx.unraise(community, &subject, end).await?;
            self.fold_all(&mut tx, &house, community, &subject, end).await?;
        }
        tx.commit().await
    }

    async fn fold_all(
        &self,
        tx: &mut Tx,
        house: &House,
        community: &CommunityId,
        subject: &Subject,
        end: Timestamp,
    ) -> Result<()> {
        let limit = house.settings.sensitivity.limit();
        let mut steps: Vec<Step> = Vec::new();
        let mut raised: Option<Timestamp> = None;
        loop {
            let after = steps.last().map(|step| (step.posted_at, step.message.clone()));
            let page = tx.fold_on(community, subject, after.as_ref().map(|(at, id)| (*at, id)), end, STEPS).await?;
            let last = page.len() < STEPS as usize;
            steps.extend(page);
            // The newest burst may go on beyond the page.
            let whole = if last { steps.len() } else { last_burst(&steps) };
            let mut from = 0;
            while let Some(alarm) = drift::fold(&steps[from..whole], limit).alarm {
                let at = &steps[from + alarm.at];
                let state = match raised {
                    Some(before) if at.posted_at.duration_since(before) < COOL_DOWN => NudgeState::Cooling,
                    _ => NudgeState::WouldHave,
                };
                if state == NudgeState::WouldHave {
                    raised = Some(at.posted_at);
                }
                let person = match subject {
                    Subject::Account(account) => Some(house.roster.answers_for(account).clone()),
                    Subject::Channel(_) => None,
                };
                let of = &steps[from..whole];
                let nudge = self.describe(tx, (community, at.posted_at), subject, of, alarm, state, person).await?;
                put_alarm(tx, community, (subject, at), &nudge).await?;
                from += alarm.at + 1;
            }
            if last {
                return Ok(());
            }
            // What lies before the last zero of the sum says nothing about what follows.
            let since = drift::fold(&steps[from..whole], limit).since.map_or(whole, |since| from + since);
            steps.drain(..since.min(last_burst(&steps)));
        }
    }
}

/// An event with its message, if a role makes that official.
fn by_role<'a>(event: &'a Event, role: &str) -> Option<(&'a Event, &'a Message)> {
    event.message().filter(|message| message.badge.role() == Some(role)).map(|message| (event, message))
}

/// Where the newest burst of steps begins.
fn last_burst(steps: &[Step]) -> usize {
    let mut at = steps.len().saturating_sub(1);
    while at > 0 && drift::burst_end(steps, at - 1) > at {
        at -= 1;
    }
    at
}
