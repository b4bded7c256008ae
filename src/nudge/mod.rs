//! Nudges: notes to the person who posts, when the posts drift.

pub mod text;
