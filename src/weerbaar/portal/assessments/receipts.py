"""Receipts as documents, and back: a stored score can be made again from what it holds."""

from datetime import datetime
from typing import Any

from weerbaar.questionnaires.answers import Answer, Provenance
from weerbaar.questionnaires.bank import BasicPrinciple
from weerbaar.questionnaires.scoring import LevelScore, Receipt


def to_document(receipt: Receipt) -> dict[str, Any]:
    """The receipt as plain values."""
    return {
        "bank": receipt.bank,
        "bank_version": receipt.bank_version,
        "rules": receipt.rules,
        "employees": receipt.employees,
        "answers": [answer_to_document(answer) for answer in receipt.answers],
        "total": _score_to_document(receipt.total),
        "principles": {name.value: _score_to_document(score) for name, score in receipt.principles.items()},
    }


def from_document(document: dict[str, Any]) -> Receipt:
    """The receipt that `to_document` made this of."""
    return Receipt(
        document["bank"],
        document["bank_version"],
        document["rules"],
        document["employees"],
        tuple(answer_from_document(row) for row in document["answers"]),
        LevelScore(**document["total"]),
        {BasicPrinciple(name): LevelScore(**score) for name, score in document["principles"].items()},
    )


def answer_to_document(answer: Answer) -> dict[str, Any]:
    """One answer as plain values."""
    return {
        "question": answer.question,
        "choice": answer.choice,
        "provenance": answer.provenance.value,
        "at": answer.at.isoformat(),
        "by": answer.by,
        "evidence": list(answer.evidence),
        "reason": answer.reason,
        "until": answer.until.isoformat() if answer.until else None,
    }


def answer_from_document(row: dict[str, Any]) -> Answer:
    """The answer that `answer_to_document` made this of."""
    return Answer(
        row["question"],
        row["choice"],
        Provenance(row["provenance"]),
        datetime.fromisoformat(row["at"]),
        row["by"],
        tuple(row["evidence"]),
        row["reason"],
        datetime.fromisoformat(row["until"]) if row.get("until") else None,  # receipts of before there were documents
    )


def _score_to_document(score: LevelScore) -> dict[str, Any]:
    return {name: getattr(score, name) for name in LevelScore.__slots__}
