//! What there is to do, and how far it is.

use leptos::prelude::*;

use super::{
    MaybeText, Tag, TagColour,
    classes::{classes, when},
};

/// How far a task is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaskStatus {
    /// Plain words, as for a task that is done.
    Text(String),
    /// A task that asks to be done.
    Tag(String, TagColour),
    /// Grey words, as for a task that waits for another.
    CannotStartYet(String),
}

/// A task with its status; without `href` it cannot be opened yet.
///
/// ```ignore
/// Task::new("Outcomes", TaskStatus::Tag("Incomplete".into(), TagColour::Blue)).href("/offers/KEN-1/outcomes")
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    title: String,
    href: MaybeText,
    hint: MaybeText,
    status: TaskStatus,
}

impl Task {
    pub fn new(title: impl Into<String>, status: TaskStatus) -> Self {
        Self {
            title: title.into(),
            href: MaybeText::default(),
            hint: MaybeText::default(),
            status,
        }
    }

    pub fn href(mut self, href: impl Into<MaybeText>) -> Self {
        self.href = href.into();
        self
    }

    /// What is missing, in words.
    pub fn hint(mut self, hint: impl Into<MaybeText>) -> Self {
        self.hint = hint.into();
        self
    }
}

/// `<TaskList id="sections" tasks=tasks/>`; ids are counted from `id`.
#[component]
pub fn TaskList(
    tasks: Vec<Task>,
    #[prop(optional, into)] id: MaybeText,
    #[prop(optional, into)] class: String,
) -> impl IntoView {
    let prefix = id.or("task-list");
    let items: Vec<_> = tasks
        .into_iter()
        .enumerate()
        .map(|(index, task)| task_item(task, format!("{prefix}-{}", index + 1)))
        .collect();
    view! { <ul class=classes(["govuk-task-list", &class])>{items}</ul> }
}

fn task_item(task: Task, id: String) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let status_id = format!("{id}-status");
    let linked = task.href.is_some();
    let title = match task.href.into_option() {
        Some(href) => {
            let describes = if task.hint.is_some() {
                format!("{hint_id} {status_id}")
            } else {
                status_id.clone()
            };
            view! {
                <a class="govuk-link govuk-task-list__link" href=href aria-describedby=describes>
                    {task.title}
                </a>
            }
            .into_any()
        }
        None => view! { <div>{task.title}</div> }.into_any(),
    };
    let hint = task.hint.into_option().map(|hint| {
        view! { <div id=hint_id class="govuk-task-list__hint">{hint}</div> }
    });
    let (status, grey) = match task.status {
        TaskStatus::Text(words) => (words.into_any(), false),
        TaskStatus::Tag(text, colour) => (view! { <Tag text colour/> }.into_any(), false),
        TaskStatus::CannotStartYet(words) => (words.into_any(), true),
    };
    let item = classes([
        "govuk-task-list__item",
        when(linked, "govuk-task-list__item--with-link"),
    ]);
    let status_class = classes([
        "govuk-task-list__status",
        when(grey, "govuk-task-list__status--cannot-start-yet"),
    ]);
    view! {
        <li class=item>
            <div class="govuk-task-list__name-and-hint">{title} {hint}</div>
            <div class=status_class id=status_id>{status}</div>
        </li>
    }
}
