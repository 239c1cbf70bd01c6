//! In which room something stands: a word with a colour, and a band that says who reads it.

use domain::process::Room;
use leptos::prelude::*;

use crate::markup::Markup;

/// The room in a word.
#[component]
pub fn RoomTag(room: Room) -> impl IntoView {
    Markup::of(|m| room_tag(m, room)).into_view()
}

/// The same in markup.
pub fn room_tag(m: &mut Markup, room: Room) {
    let class = format!("so-room so-room--{}", room.code());
    m.words("strong", &[("class", &class)], &room.label());
}

/// The room with who reads what stands in it.
#[component]
pub fn RoomBand(room: Room) -> impl IntoView {
    let class = format!("so-room-band so-room-band--{}", room.code());
    view! {
        <p class=class>
            <RoomTag room/>
            " "
            <span>{room.sentence()}</span>
        </p>
    }
}
