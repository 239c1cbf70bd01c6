//! In which room something stands: a word with a colour, and a band that says who reads it.

use domain::process::Room;
use leptos::prelude::*;

/// The room in a word.
#[component]
pub fn RoomTag(room: Room) -> impl IntoView {
    let class = format!("so-room so-room--{}", room.code());
    view! { <strong class=class>{room.label()}</strong> }
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
