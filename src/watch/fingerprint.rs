//! Keyed hashes: what must be recognised again but not known.

use std::fmt;

use crate::domain::{AccountId, CommunityId, Week};
use crate::store::READER;

/// The secret of all keyed hashes; lives outside the database and never shows itself.
#[derive(Clone)]
pub struct Key([u8; 32]);

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key")
    }
}

impl Key {
    /// A key from a secret of any length (BLAKE3's key derivation).
    #[must_use]
    pub fn new(secret: &[u8]) -> Self {
        Self(blake3::derive_key("punktum 2026 keyed hashes of texts and accounts", secret))
    }

    /// Recognises a normalised text within a community.
    #[must_use]
    pub fn text(&self, community: &CommunityId, normalised: &str) -> String {
        self.hash(&["text", community.as_str(), normalised])
    }

    /// Tells the accounts of one week apart without naming them.
    #[must_use]
    pub fn account_week(&self, community: &CommunityId, account: &AccountId, week: Week) -> String {
        self.hash(&["account", community.as_str(), account.as_str(), &week.to_string()])
    }

    /// Recognises whom one nudge is for; starts with [`READER`], which no account does.
    #[must_use]
    pub fn reader(&self, community: &CommunityId, nudge: &str, account: &AccountId) -> AccountId {
        AccountId(format!("{READER}{}", self.hash(&["reader", community.as_str(), nudge, account.as_str()])))
    }

    /// The id of a nudge: the same alarm has the same, and it names nobody.
    #[must_use]
    pub fn nudge(&self, community: &CommunityId, subject: &str, message: &str) -> String {
        self.hash(&["nudge", community.as_str(), subject, message])[..8].to_owned()
    }

    /// 32 hexadecimal digits over parts kept apart by their lengths.
    fn hash(&self, parts: &[&str]) -> String {
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        hasher.finalize().to_hex()[..32].to_owned()
    }
}
