"""x"""
from tests.workbooks.journey import Journey, TOTALS, RANKS, SELF_TOTALS, found_in
def test_plain(complete: Journey) -> None:
    doc = complete.rank().json
    assert {u["code"]: u["agreed_total"] for u in doc["units"]} == TOTALS
    assert {u["code"]: u["rank"] for u in doc["units"]} == RANKS
    print({u["code"]: u["self_total"] for u in doc["units"]})
    assert found_in(doc) == []
def test_check(collected: Journey) -> None:
    r = collected.check()
    print(r.out)
    assert r.code == 0
    for f in r.json["files"]:
        assert found_in(f) == []
