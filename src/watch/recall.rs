//! What the last messages of a community left in mind: the counted messages of its subjects. A message that simply follows
//! on them needs not read them again; whatever else happens, they are forgotten.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::domain::{CommunityId, MessageId, Step, Subject};

/// So many steps of a subject are kept in mind: some more than are read at once.
const STEPS: usize = 64;
/// So many subjects of a community, and so many communities; then all is forgotten, for it can be read again.
const SUBJECTS: usize = 8;
const COMMUNITIES: usize = 128;

/// What is kept in mind of all communities. Each is taken out for an event, and only put back once that is stored.
#[derive(Debug, Default)]
pub(super) struct Recall(Mutex<HashMap<CommunityId, Recent>>);

/// The steps of a community's subjects as the store has them: of those about whom no nudge is open, and in whose steps there
/// is no alarm.
#[derive(Debug, Default)]
pub(super) struct Recent {
    changes: u64,
    steps: HashMap<Subject, Vec<Step>>,
}

impl Recall {
    /// What is kept in mind of a community; nothing if anybody has changed the store since then.
    pub(super) fn take(&self, community: &CommunityId, changes: u64) -> Recent {
        let recent = self.all().remove(community).filter(|recent| recent.changes == changes);
        recent.unwrap_or(Recent { changes, steps: HashMap::new() })
    }

    /// Keeps it in mind until the next event.
    pub(super) fn put(&self, community: &CommunityId, recent: Recent) {
        let mut all = self.all();
        if all.len() >= COMMUNITIES {
            all.clear();
        }
        all.insert(community.clone(), recent);
    }

    fn all(&self) -> std::sync::MutexGuard<'_, HashMap<CommunityId, Recent>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Recent {
    /// The steps of a subject, with a step that was just stored if there is one; nothing if they are not known or it does
    /// not follow on them.
    pub(super) fn steps(&mut self, subject: &Subject, newest: Option<Step>) -> Option<Vec<Step>> {
        let mut steps = self.steps.remove(subject)?;
        if let Some(newest) = newest {
            // Without a last one, nothing says that it does not lie before the beginning of the fold.
            if steps.last().is_none_or(|last| order(last) >= order(&newest)) {
                return None;
            }
            steps.push(newest);
        }
        Some(steps)
    }

    /// Keeps the steps of a subject in mind.
    pub(super) fn remember(&mut self, subject: Subject, steps: Vec<Step>) {
        if self.steps.len() >= SUBJECTS {
            self.forget();
        }
        if steps.len() < STEPS {
            self.steps.insert(subject, steps);
        }
    }

    /// Forgets all: what happened is more than a message that follows on others.
    pub(super) fn forget(&mut self) {
        self.steps.clear();
    }
}

fn order(step: &Step) -> (jiff::Timestamp, &MessageId) {
    (step.posted_at, &step.message)
}
