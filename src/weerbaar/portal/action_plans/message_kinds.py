"""What supplier and company can say to each other about an action."""

from enum import StrEnum


class MessageKind(StrEnum):
    """QUESTION, REFUSAL, DONE and REPLY (to a question of the Basisscan) come from the supplier, ANSWER from the company."""

    QUESTION = "question"
    ANSWER = "answer"
    REFUSAL = "refusal"
    DONE = "done"
    REPLY = "reply"
