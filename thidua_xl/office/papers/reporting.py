"""Báo cáo tổng hợp: what the clusters' year amounts to, for the superior (HD 1302, II.5, III.4)."""

from ...cluster.papers.paper import Paper, Values
from ...domain.office.papers import SUMMARY
from ...domain.office.progress import Progress
from ...domain.ranking.dates import told
from ...domain.values.said import count_said
from .checking import checked_lists
from .clusters import cluster_rows, how_many, mismatch_rows, unit_rows
from .common import attached_to, small
from .facts import Facts, name_of_cluster
from .nominees import method_said, nominee_rows, quotas, refusals, ties


def _values(facts: Facts, part: str) -> Values:
    del part
    proposal = facts.outcome.proposal
    checked = checked_lists(facts)
    failed = [one for one in proposal.nominees if one.failed]
    return {
        **how_many(facts),
        "cum_rows": cluster_rows(facts),
        "tien_do": _behind(facts),
        "sai_lech": mismatch_rows(facts),
        **checked,
        "so_can_tham_dinh": count_said(len(checked["tham_dinh"])),
        "so_da_tham_dinh": count_said(len(facts.outcome.effects)),
        "cach_xet": method_said(facts),
        "danh_sach": nominee_rows(facts, proposal.nominees),
        "bang_diem": list(ties(proposal.nominees)),
        "khong_de_nghi": refusals(proposal.nominees),
        "hinh_thuc": quotas(facts, proposal.nominees),
        "so_bo_phieu": count_said(len(proposal.votes)) if proposal.votes else "",
        "khong_thong_qua": [{"ten": one.unit.name, "phieu": one.vote.figures if one.vote else ""} for one in failed],
        "xep_hang": unit_rows(facts),
        "kem_theo": attached_to(facts, "Báo cáo", SUMMARY),
    }  # fmt: skip


def _behind(facts: Facts) -> list[dict[str, object]]:
    """What clusters sent late or did not send; clusters that lack the same stand together."""
    groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for line in facts.outcome.progress:
        if not line.is_done:
            groups.setdefault((line.late, line.missing), []).append(_dated(facts, line))
    return [
        {"cum": names, "muon": [*map(small, late)], "thieu": [*map(small, missing)]}
        for (late, missing), names in groups.items()
    ]


def _dated(facts: Facts, line: Progress) -> str:
    name = name_of_cluster(facts, line.cluster.code)
    return f"{name} (hội nghị {told(line.conference)})" if line.conference else name


def _lacks(facts: Facts, part: str) -> str:
    del part
    missing = len(facts.outcome.clusters) - len(facts.outcome.results)
    return f"chưa có số liệu {count_said(missing)} cụm" if missing else ""


PAPERS: tuple[Paper[Facts], ...] = (Paper(SUMMARY, "BC", _values, lacks=_lacks),)
