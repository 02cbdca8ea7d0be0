#!/usr/bin/env python3
"""Writes feel_dec.vec: decimals worked out by libmpdec (Python's decimal), one case a line.

    python3 tests/unit/engine/feel_dec_vectors.py [CASES_PER_OPERATION [SEED]] > tests/unit/engine/feel_dec.vec

A line is `operation a b result`; `-` where there is no b, `none` where there is no result. What has
no exact result is worked out with 120 digits first, so that rounding to 34 is right.
"""
import decimal
import random
import sys
from decimal import Decimal

PLAIN = decimal.Context(prec=34, Emax=6144, Emin=-6143, clamp=1, rounding=decimal.ROUND_HALF_EVEN,
                        traps=[])
WIDE = decimal.Context(prec=120, Emax=999999, Emin=-999999, rounding=decimal.ROUND_HALF_EVEN,
                       traps=[])
MODES = {
    "half_even": decimal.ROUND_HALF_EVEN, "half_up": decimal.ROUND_HALF_UP,
    "half_down": decimal.ROUND_HALF_DOWN, "up": decimal.ROUND_UP, "down": decimal.ROUND_DOWN,
    "floor": decimal.ROUND_FLOOR, "ceiling": decimal.ROUND_CEILING,
}


def digits(rng):
    count = rng.choice([1, 2, 3, 5, 9, 15, 17, 18, 19, 20, 25, 33, 34, 34])
    kind = rng.random()
    if kind < 0.1:
        return 10 ** (count - 1)
    if kind < 0.2:
        return 10 ** count - 1
    if kind < 0.3:
        return 5 * 10 ** (count - 1)
    return rng.randrange(10 ** (count - 1), 10 ** count)


def number(rng, spread=40):
    exp = rng.choice([0, 0, -2, rng.randint(-spread, spread)])
    if rng.random() < 0.03:
        exp = rng.choice([-6176, -6150, 6111, 6080])
    return Decimal((rng.randrange(2), tuple(map(int, str(digits(rng)))), exp))


def near_half(rng):
    """two numbers whose sum lies at or beside the middle between two of 34 digits"""
    a = Decimal(rng.randrange(10 ** 33, 10 ** 34))
    gap = rng.choice([0, 1, 3, 20, 40])
    b = Decimal(5) * Decimal(10) ** -1 + rng.choice([-1, 0, 1]) * Decimal(10) ** -(gap + 2)
    return a, PLAIN.create_decimal(b) * rng.choice([1, -1])


def shown(r):
    return "none" if not r.is_finite() else "0" if r == 0 else str(r)


def two(name, rng):
    a, b = (near_half(rng) if name in ("add", "sub") and rng.random() < 0.2
            else (number(rng), number(rng)))
    if name in ("add", "sub") and rng.random() < 0.3:
        b = b.scaleb(a.adjusted() - b.adjusted() + rng.randint(-3, 3), PLAIN)
    do = {"add": PLAIN.add, "sub": PLAIN.subtract, "mul": PLAIN.multiply, "div": PLAIN.divide}
    return name, PLAIN.plus(a), PLAIN.plus(b), do[name](PLAIN.plus(a), PLAIN.plus(b))


def mod(rng):
    a, b = PLAIN.plus(number(rng, 20)), PLAIN.plus(number(rng, 20))
    exact = decimal.Context(prec=14000, Emax=999999, Emin=-999999, traps=[])
    r = exact.remainder(a, b)
    if r and a.is_signed() != b.is_signed():
        r = exact.add(r, b)
    return "mod", a, b, PLAIN.plus(r)


def one(name, rng):
    a = PLAIN.plus(abs(number(rng)))
    if name == "sqrt":
        if rng.random() < 0.3:
            a = PLAIN.plus(Decimal(rng.randrange(1, 10 ** 17)) ** 2)
        return name, a, None, PLAIN.sqrt(a)
    if name == "ln":
        if rng.random() < 0.4:
            a = PLAIN.plus(1 + Decimal(rng.choice([1, -1])) * Decimal(rng.randrange(1, 10 ** 6)).scaleb(
                -rng.randint(6, 33)))
        return name, a, None, PLAIN.plus(WIDE.ln(a))
    a = PLAIN.plus(number(rng, 6))
    while abs(a) > 15000:
        a = PLAIN.divide(a, Decimal(10 ** 7))
    return name, a, None, PLAIN.plus(WIDE.exp(a))


def power(rng):
    a = PLAIN.plus(abs(number(rng, 5)))
    b = Decimal(rng.choice([2, 3, -1, -2, 5, 10, 17, 100, 365, -1000, 4000]))
    if rng.random() < 0.5:
        b = PLAIN.plus(Decimal(rng.randint(-10 ** 6, 10 ** 6)).scaleb(-rng.randint(0, 6)))
    if rng.random() < 0.2:
        a, b = PLAIN.plus(1 + Decimal(rng.randint(1, 999)).scaleb(-rng.randint(3, 9))), Decimal(
            rng.randint(1, 10 ** 7))
    if rng.random() < 0.2 and b == b.to_integral_value():
        a = -a
    return "pow", a, b, PLAIN.plus(WIDE.power(a, b))


def rounding(rng):
    name = rng.choice(list(MODES))
    a = PLAIN.plus(number(rng, 12))
    places = rng.randint(-8, 12)
    exact = decimal.Context(prec=7000, Emax=999999, Emin=-999999, rounding=MODES[name], traps=[])
    r = a
    if -places > a.as_tuple().exponent:
        r = exact.quantize(a, Decimal((0, (1,), -places)))
    return "round_" + name, a, Decimal(places), PLAIN.plus(r)


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 150
    rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 34)
    makers = [lambda n=n: two(n, rng) for n in ("add", "sub", "mul", "div")]
    makers += [lambda: mod(rng), lambda: power(rng), lambda: rounding(rng)]
    makers += [lambda n=n: one(n, rng) for n in ("sqrt", "ln", "exp")]
    for make in makers:
        for _ in range(count):
            name, a, b, r = make()
            if not a.is_finite() or (b is not None and not b.is_finite()):
                continue
            print(name, a, "-" if b is None else b, shown(r))


main()
