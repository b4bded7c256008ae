//! What the bot is, does and keeps.

use super::{Command, Desk, Error, Reply};

pub(super) async fn help(_desk: &Desk<'_>, _command: &Command) -> Result<Reply, Error> {
    Ok(Reply::default())
}

pub(super) async fn about(_desk: &Desk<'_>, _command: &Command) -> Result<Reply, Error> {
    Ok(Reply::default())
}

pub(super) async fn privacy(_desk: &Desk<'_>, _command: &Command) -> Result<Reply, Error> {
    Ok(Reply::default())
}
