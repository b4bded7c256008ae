//! After a change the drift of its subject is folded again: an alarm raises a nudge, a vanished alarm cancels it.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use tracing::info;

use crate::domain::{AccountId, CommunityId, Event, MessageId, Step, Subject};
use crate::drift::{self, Alarm};
use crate::nudge::{self, Circumstances};
use crate::store::{AccountState, Nudge, NudgeState, OutboxRow, Reset, Result, Stored, Tx};

use super::incident::held_until;
use super::recall::Recent;
use super::{House, Watch};

/// So many steps are read first; nearly every fold has forgotten its beginning after as many.
const PAGE: u32 = 48;

impl Watch {
    /// Folds a subject's drift and brings its nudge in line. `newest` is what the message just taken adds to the fold, if it
    /// counts, and whom a nudge about it is for; without one (a deletion, a dispute) nothing new is raised.
    pub(super) async fn check_drift(
        &self,
        tx: &mut Tx,
        house: &House,
        event: &Event,
        subject: &Subject,
        newest: Option<(Option<Step>, &AccountId)>,
        recent: &mut Recent,
    ) -> Result<()> {
        let limit = house.settings.sensitivity.limit();
        let (step, person) = newest.unzip();
        let (open, steps) = match recent.steps(subject, step.flatten()) {
            Some(steps) => (None, steps),
            None => {
                let open = tx.open_nudge(&event.community, subject).await?;
                let reset = tx.last_reset(&event.community, subject, true).await?;
                let since = open.as_ref().map(|open| open.since);
                (open, steps(tx, &event.community, subject, limit, (reset.as_ref(), None), since).await?)
            }
        };
        let alarm = drift::fold(&steps, limit).alarm;
        match (open, alarm, person) {
            (Some(open), None, _) => self.cancel(tx, event, &open).await,
            (Some(open), Some(alarm), _) => self.restate(tx, event, subject, &steps, alarm, open).await,
            (None, Some(alarm), Some(person)) => self.raise(tx, house, event, subject, &steps, alarm, person).await,
            (None, Some(_), None) => Ok(()),
            (None, None, _) => {
                recent.remember(subject.clone(), steps);
                Ok(())
            }
        }
    }

    /// Records an alarm, begins the fold anew behind it, and queues the nudge if one is to go out.
    #[allow(
        clippy::too_many_arguments,
        reason = "an alarm is all of these, and only this function needs them together"
    )]
    async fn raise(
        &self,
        tx: &mut Tx,
        house: &House,
        event: &Event,
        subject: &Subject,
        steps: &[Step],
        alarm: Alarm,
        person: &AccountId,
    ) -> Result<()> {
        let community = &event.community;
        let prefs = tx.account(community, person).await?;
        let circumstances = Circumstances {
            origin: event.origin,
            nudging: house.settings.nudging,
            last_sent: tx.last_sent(community, subject).await?,
            declined: prefs.nudges_off,
            held: held_until(tx, community, event.at).await?.is_some(),
        };
        let state = nudge::decide(event.at, &circumstances);
        let nudge =
            self.describe(tx, (community, event.at), subject, steps, alarm, state, Some(person.clone())).await?;
        info!(nudge = %nudge.id, state = state.name(), pattern = nudge.pattern.name(), steps = nudge.steps, "drift");
        put_alarm(tx, community, (subject, &steps[alarm.at]), &nudge).await?;
        if state.is_open() {
            let (due, expires) = nudge::delivery(event.at, &house.zone);
            tx.queue(&outbox_row(house, community, &nudge, &prefs, person, due, expires)).await?;
        }
        Ok(())
    }

    /// An open nudge whose alarm now lies elsewhere, or has another pattern.
    async fn restate(
        &self,
        tx: &mut Tx,
        event: &Event,
        subject: &Subject,
        steps: &[Step],
        alarm: Alarm,
        open: Nudge,
    ) -> Result<()> {
        let about = (&event.community, event.at);
        let described = self.describe(tx, about, subject, steps, alarm, open.state, open.account.clone()).await?;
        let restated = Nudge { id: open.id.clone(), raised_at: open.raised_at, ..described };
        if restated != open {
            tx.remove_reset(&event.community, &open.id).await?;
            put_alarm(tx, &event.community, (subject, &steps[alarm.at]), &restated).await?;
        }
        Ok(())
    }

    async fn cancel(&self, tx: &mut Tx, event: &Event, open: &Nudge) -> Result<()> {
        info!(nudge = %open.id, "drift is gone, nudge cancelled");
        tx.settle_nudge(&event.community, &open.id, NudgeState::Cancelled, event.at).await?;
        tx.remove_reset(&event.community, &open.id).await?;
        tx.settle(&event.community, &OutboxRow::of_nudge(&open.id), Err("cancelled"), event.at).await?;
        Ok(())
    }

    /// The nudge that an alarm leads to, raised at a moment.
    #[allow(clippy::too_many_arguments, reason = "a nudge is all of these")]
    pub(super) async fn describe(
        &self,
        tx: &mut Tx,
        (community, at): (&CommunityId, Timestamp),
        subject: &Subject,
        steps: &[Step],
        alarm: Alarm,
        state: NudgeState,
        account: Option<AccountId>,
    ) -> Result<Nudge> {
        let drifting = nudge::raised_by(steps, alarm);
        let (first, last) = (&drifting[0], &drifting[drifting.len() - 1]);
        let mut messages: Vec<Stored> = Vec::with_capacity(drifting.len());
        for step in drifting {
            messages.extend(tx.message(community, &step.message).await?);
        }
        let pattern = nudge::pattern(&messages.iter().collect::<Vec<_>>());
        Ok(Nudge {
            id: self.0.key.nudge(community, &subject.to_string(), last.message.as_str()),
            subject: Some(subject.clone()),
            account,
            channel: last.channel.clone(),
            message: last.message.clone(),
            since: first.posted_at,
            steps: drifting.len() as i64,
            pattern: pattern.tag,
            heuristic: pattern.heuristic,
            times: pattern.times as i64,
            raised_at: at,
            state,
            settled_at: (!state.is_open()).then_some(at),
            verdict: None,
        })
    }
}

/// Stores the nudge of an alarm, and that the fold begins anew behind the step that raised it.
pub(super) async fn put_alarm(
    tx: &mut Tx,
    community: &CommunityId,
    (subject, step): (&Subject, &Step),
    nudge: &Nudge,
) -> Result<()> {
    let (posted_at, message) = (step.posted_at, step.message.clone());
    let reset = Reset { subject: subject.clone(), posted_at, message, nudge: Some(nudge.id.clone()) };
    tx.put_nudge(community, nudge).await?;
    tx.put_reset(community, &reset).await
}

/// The counted messages of a subject behind one reset and up to another, oldest first. Of a long history only so much is
/// read that nothing before it could change the fold; what rises `since` a time is read whatever its age.
pub(super) async fn steps(
    tx: &mut Tx,
    community: &CommunityId,
    subject: &Subject,
    limit: f64,
    (after, up_to): (Option<&Reset>, Option<&Reset>),
    since: Option<Timestamp>,
) -> Result<Vec<Step>> {
    let after = after.map(|r| (r.posted_at, &r.message));
    // Up to includes the message itself, and stored times are whole milliseconds.
    let end = up_to.map(|r| (r.posted_at + SignedDuration::from_millis(1), MessageId::from("")));
    let mut newest_first: Vec<Step> = Vec::new();
    let mut page = PAGE;
    loop {
        let before = newest_first.last().map(|s| (s.posted_at, s.message.clone())).or_else(|| end.clone());
        let rows = tx.fold_page(community, subject, after, before.as_ref().map(|(at, id)| (*at, id)), page).await?;
        let done = rows.len() < page as usize;
        newest_first.extend(rows);
        let mut steps: Vec<Step> = newest_first.iter().rev().cloned().collect();
        if done {
            return Ok(steps);
        }
        // The oldest burst may have begun before the page.
        steps.drain(..drift::burst_end(&steps, 0));
        let rises = since.map_or(steps.len(), |since| steps.partition_point(|step| step.posted_at < since));
        // The newer half must not see what the older half began with.
        if drift::has_forgotten(&steps[..rises.min(steps.len() / 2)], limit) {
            return Ok(steps);
        }
        page *= 4;
    }
}

fn outbox_row(
    house: &House,
    community: &CommunityId,
    nudge: &Nudge,
    prefs: &AccountState,
    person: &AccountId,
    due: Timestamp,
    expires: Timestamp,
) -> OutboxRow {
    let staff = house.settings.staff_channel.as_ref().map(|channel| format!("channel:{channel}"));
    let direct = (prefs.direct && !prefs.direct_closed).then(|| format!("direct:{person}"));
    let venue = direct.or(staff).unwrap_or_default();
    let row =
        OutboxRow::new(community, &OutboxRow::of_nudge(&nudge.id), "nudge", json!({ "nudge": nudge.id }), &venue, due);
    OutboxRow { expires_at: Some(expires), ..row }
}
