//! What the person a nudge is for can do with it.

use super::{Command, Desk, Error, Reply};

pub(super) async fn show(_desk: &Desk<'_>, _command: &Command) -> Result<Reply, Error> {
    Ok(Reply::default())
}

pub(super) async fn direct(_desk: &Desk<'_>, _command: &Command) -> Result<Reply, Error> {
    Ok(Reply::default())
}

pub(super) async fn off(_desk: &Desk<'_>, _command: &Command) -> Result<Reply, Error> {
    Ok(Reply::default())
}

pub(super) async fn helps(_desk: &Desk<'_>, _command: &Command) -> Result<Reply, Error> {
    Ok(Reply::default())
}

pub(super) async fn unfit(_desk: &Desk<'_>, _command: &Command) -> Result<Reply, Error> {
    Ok(Reply::default())
}
