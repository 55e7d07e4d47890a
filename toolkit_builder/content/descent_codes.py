"""Codes of what came from what; a part of `codes`."""

DESCENT: tuple[tuple[str, str, str, str], ...] = (
    (
        "C370",
        "A thing says that it came from itself, or from one thing twice.",
        "- id: aim\n  came_from: [aim]",
        "- id: aim-in-use\n  came_from: [aim]",
    ),
    (
        "C371",
        "A thing says that it came from an id that no sealed edition has.",
        "came_from: [shared-aims]",
        "came_from: [shared-aim]",
    ),
    (
        "C372",
        "A thing says that it came from another that is still there as it was, or that went elsewhere whole.",
        "- id: aim (as it was)\n- id: aim-in-use\n  came_from: [aim]",
        "- id: aim (in other words)\n- id: aim-in-use\n  came_from: [aim]",
    ),
    (
        "C373",
        "A thing says that it came from a thing of another kind.",
        "- id: aim (an indicator)\n  came_from: [direction] (a section)",
        "- id: aim (an indicator)\n  came_from: [shared-aim] (an indicator)",
    ),
    (
        "C374",
        "A thing says that it came from another, and an edition says that nothing came from that one.",
        "retired:\n  - id: p1-sa/aim\n    why: ...\n    replaced_by: nothing\n(and came_from: [aim])",
        "retired:\n  - id: p1-sa/aim\n    why: ...\n(and came_from: [aim])",
    ),
)
