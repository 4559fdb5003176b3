from plans.codes import reading_order


def test_codes_stand_in_the_order_in_which_people_count():
    codes = ["10", "PH-LOS-10", "2.B", "PH-LOS-2", "2", "2.A", "2.a.1"]

    assert sorted(codes, key=reading_order) == ["2", "2.A", "2.a.1", "2.B", "10", "PH-LOS-2", "PH-LOS-10"]
