//! What people and platforms answer: feedback on a nudge, a pause, what became of an outbox row.

use jiff::Timestamp;
use serde_json::json;
use tracing::info;

use crate::domain::{AccountId, Counts, Delivery, Event, MessageId, Reason, Verdict};
use crate::engine::heuristics;
use crate::nudge;
use crate::store::{AccountState, Feedback, NudgeState, OutboxRow, Result, Tx};

use super::{Handled, House, Watch};

impl Watch {
    /// "Helps" is remembered; "does not fit" disputes the message at once and may mute the heuristic.
    pub(super) async fn hear(
        &self,
        tx: &mut Tx,
        house: &House,
        event: &Event,
        id: &str,
        by: &AccountId,
        verdict: Verdict,
    ) -> Result<Handled> {
        let community = &event.community;
        let Some(nudge) = tx.nudge(community, id).await? else { return Ok(Handled::default()) };
        let heuristic = nudge.heuristic.clone();
        let by = self.answerer(house, community, id, by);
        let feedback = Feedback { nudge: id.to_owned(), account: by, heuristic, verdict, given_at: event.at };
        tx.give(community, &feedback).await?;
        tx.set_verdict(community, id, verdict).await?;
        if verdict == Verdict::Unfit {
            self.dispute(tx, house, event, &nudge.message).await?;
            self.mute(tx, house, event, &nudge.heuristic).await?;
        }
        Ok(Handled::default())
    }

    /// Takes a message out of everything that counts.
    async fn dispute(&self, tx: &mut Tx, house: &House, event: &Event, message: &MessageId) -> Result<()> {
        tx.set_counts(&event.community, message, Counts::No(Reason::Disputed)).await?;
        if let Some(stored) = tx.message(&event.community, message).await? {
            self.check_drift_of(tx, house, event, &stored).await?;
        }
        Ok(())
    }

    /// Switches a heuristic off in the community when it is too often unfit, and says so where it can be undone.
    async fn mute(&self, tx: &mut Tx, house: &House, event: &Event, heuristic: &str) -> Result<()> {
        // Wording and repeats are no rules that could be switched off.
        if heuristics::ALL.iter().all(|h| h.id != heuristic) {
            return Ok(());
        }
        let (unfit, all) = tx.tally(&event.community, heuristic).await?;
        if !nudge::muted(unfit, all) || house.settings.rules.off.contains(heuristic) {
            return Ok(());
        }
        info!(heuristic, unfit, all, "muted");
        let mut rules = house.settings.rules.clone();
        rules.off.insert(heuristic.to_owned());
        let after = serde_json::to_string(&rules).unwrap_or_default();
        let by = AccountId::from("punktum");
        tx.change_setting(&event.community, (event.at, &by), ("", "rules"), Some(&after)).await?;
        if let Some(staff) = &house.settings.staff_channel {
            let arguments = json!({ "heuristic": heuristic, "unfit": unfit, "all": all });
            let id = format!("muted:{heuristic}:{}", event.at.as_millisecond());
            let row = OutboxRow::new(&event.community, &id, "muted", arguments, &format!("channel:{staff}"), event.at);
            tx.queue(&row).await?;
        }
        Ok(())
    }

    /// Rests until a moment, or ends the rest.
    pub(super) async fn rest(
        &self,
        tx: &mut Tx,
        event: &Event,
        by: &AccountId,
        until: Option<Timestamp>,
    ) -> Result<Handled> {
        match until {
            None => {
                tx.end_pauses(&event.community, event.at).await?;
                tx.rest(&event.community, event.at, event.at).await?;
            }
            Some(until) => {
                let state = tx.account(&event.community, by).await?;
                let state = AccountState { paused_until: Some(until), ..state };
                tx.put_account(&event.community, by, &state).await?;
                // Somebody else's pause may last longer.
                let until = tx.paused_until(&event.community).await?.unwrap_or(until);
                tx.rest(&event.community, event.at, until).await?;
                tx.drop_nudges(&event.community, None, event.at, "paused").await?;
            }
        }
        info!(paused = until.is_some(), "pause");
        Ok(Handled::default())
    }

    /// What the outbox worker reports.
    pub(super) async fn settle(&self, tx: &mut Tx, event: &Event, id: &str, outcome: &Delivery) -> Result<Handled> {
        let community = &event.community;
        let Some(row) = tx.outbox_row(community, id).await? else { return Ok(Handled::default()) };
        let nudge =
            row.arguments.get("nudge").and_then(|n| n.as_str()).filter(|_| row.template == "nudge").map(str::to_owned);
        match outcome {
            Delivery::Sent(sent_as) => {
                tx.settle(community, id, Ok(sent_as), event.at).await?;
                if let Some(nudge) = nudge {
                    tx.settle_nudge(community, &nudge, NudgeState::Sent, event.at).await?;
                    let card = OutboxRow { sent_as: Some(sent_as.clone()), ..row };
                    self.clear_card(tx, event, &card, &nudge).await?;
                }
            }
            Delivery::Dropped(reason) => {
                tx.settle(community, id, Err(reason), event.at).await?;
                if let Some(nudge) = nudge {
                    tx.settle_nudge(community, &nudge, NudgeState::Dropped, event.at).await?;
                }
            }
            Delivery::Later(at) => {
                tx.postpone(community, id, *at).await?;
            }
            Delivery::DirectClosed => self.fall_back(tx, event, &row).await?,
        }
        Ok(Handled::default())
    }

    /// A closed direct message is remembered, and the post goes to the staff channel instead.
    async fn fall_back(&self, tx: &mut Tx, event: &Event, row: &OutboxRow) -> Result<()> {
        let community = &event.community;
        if let Some(account) = row.venue.strip_prefix("direct:").map(AccountId::from) {
            let state = tx.account(community, &account).await?;
            tx.put_account(community, &account, &AccountState { direct_closed: true, ..state }).await?;
        }
        let staff = tx.settings(community).await?.staff_channel;
        match staff {
            Some(staff) => {
                tx.redirect(community, &row.id, &format!("channel:{staff}"), event.at).await?;
            }
            None => {
                tx.settle(community, &row.id, Err("direct_closed"), event.at).await?;
            }
        }
        Ok(())
    }
}
