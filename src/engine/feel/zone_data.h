/* zone_data.h - names of time zones in order, how their clocks changed, and the rule since then.
 *
 * Made by zone_data.py from the IANA time zone database (public domain). A row is the name, the
 * POSIX rule that holds after the last change, and the changes before (see zone.c) as an index. */
#ifndef FEEL_ZONE_DATA_H
#define FEEL_ZONE_DATA_H
#include <stdint.h>

typedef struct {
    const char *name, *rule;
    uint16_t history;
} zone_row;

/* clang-format off */
static const char *const HISTORIES[] = {
    "",
    "Cv8BA92trm6GB",
    "EnDAgrCwwDt5rz4rGBypg5oPCiuwxMBi2ytwCCiqymoBBimhjwCCiqymoBBimhjwCCiqymoBBimhjwCCiqymoBBi2ytw"
    "CCiqymoBBimhjwCCiqymoBBimhjwCCiqymoBBimhjwCCiqymoBBi2ytwCCiqymoBBimhjwCCiqymoBBimhjwCCiqymoB"
    "BimhjwCCiqymoBBi2ytwCCiqymoBBimhjwCCiqymoBBimhjwCCiqymoBBimhjwCCiqymoBBi2ytwCCiqymoBBimhjwCC"
    "iqymoBBimhjwCCiqymoBBimhjwCCiqymoBBimq8nBCi663wCBi24xnBCi663wCBiyhwMD4v3QBol9TD43tBBok7CD43t"
    "BBow7CD43tBBok7CD43tBBok7CD43tBBok7CD43tBB",
    "DwkSwmSgjV9om/l4LBi84+x5HC",
    "F4tBAijBghHgiOt7kztoJCul11lrCBm0o55TDg8oBBgohCDg8pCBgs5BDgkvCBg42BDg4xCBgwxBDgw+CBgo1BDgklBB"
    "ggguCDwwZBg5kBDwjyREwvmCDwgiCEgz+BDg4wEBws7nBDw/6eBgosiBDg45BBwggYDg44DEwokCDgz1EBwokCDw8mCB"
    "wnkCD",
    "DonSwmSgjVt+oq+sJByx7pquFC",
    "EooRwyR4qTgjVtguhgoHByro47rCD4rvGBos9dC8n8XD",
    "D/3D/gHA9/prm6GCiwihrzCBwk0wDC",
    "C42IghHt9ism6GB",
    "D35H/gHAts4soqEByuo9nhBC",
    "D3pH/gHAvro4HBgk1tIC",
    "EgtQgiO4wQsxQ95zu77GDq3nqhLCqx8zspBB",
    "ColHghHt6/rm6GB",
    "Cw4NgiO9ggq+sJB",
    "Dq1OgiOgjVxqy1wkIB2mnz11ECwndBwwpCCw35BBw8pCCwruCBww6BCwnwCBwg5BCwnwCBwo+BCwzqCBwgqxBCw/1BBw"
    "wvCCwr5BBgxvCCwg5BBwnwCCwg5BBw7vCCwg5BBw7vCCwg5BBw7vCCwg5BBwnwCCwg5BBw7vCCwg5BBw7vCCws5BBwvv"
    "CCws5BBw7vCCws5BBwvvCCws5BBwvvCCws5BBwvvCCws5BBw7vCCws5BBwvvCCws5BBwvvCCws5BBwvvCCws5BBw7vCC"
    "ws5BBwvvCCws5BBwvvCCws5BBwvvCCws5BBw7vCCws5BBwvvCCws5BBwrvDCwwZBwvqDCwseBw7vCCws5BBwvvCCws5B"
    "BwvvCCws5BBwvvCCws5BBw7vCCws5BBwrxCCww3BBwvvCCws5BBwvvCCws5BBw7vCCws5BBwvvCCws5BBwvvCCws5BBg"
    "ruCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBwsxCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBwsx"
    "CCw35BBw4uCCw35BBw4uCCwj3BBwsxCCw7xBBw02CCwnvBBwo5CCwzsBBww+CCwzmBBwoLCw7HBwkwPCw3PBwkNCw/UB"
    "wg4kBC",
    "D3xDAghHtsmwrzGBy86orhDCwvZBw4kBCw7wYBw4wTCwv0BBwihnCCw5sBBw45cCw7ZBwgkHCwviBBwsmDCwn4BBwo8C"
    "Cw/XBwkhYCw/1HBwk+/CCwviBBwsmDCwreBwo/CCw3kBBwo5CCwzsBBwtmDCg4eBg0LCgsPBg4uCCgoaBg4MCgodBg45"
    "BCg4hBBgkNCg8fBg45BCg8cBgkNCg4kBBg45BCgoaBgkNCggqBBgk3BCggVBg4PCg0sBBgk3BCgsSBgkNCg44DBgkNCg"
    "k2DBg4PCgk2DBgkNCgk2DBg4PCgk2DBgkNCg44DBgkNCgk2DBg4PCgk2DBgkNCg44DBgkNCgk2DBg4PCgk2DBgkNCgk2"
    "DBg4PCgk2DBgkNCg44DBgkNCgk2DBg4PCgk2DBgkNCgk2DBg4PCgk2DBg4PCgk2DBgkNCgk2DBg4PCgk2DBgkNCg44DB"
    "gkNCgk2DBg4PCgk2DBgkNCgk2DBg4PCgk2DBg4PCgk2DBgkNCgk2DBg4PCgk2DBgkNCg44DBgkNCgk2DBg4PCgk2DBgk"
    "NCgk2DBg4PCgk2DBg4PCgk2DBgkNCgk2DBg4PCgk2DBgkNCg44DBgkNCgk2DBg4PCgk2DBgkNCgk2DBg4PCgk2DBg4PC"
    "gk2DBgkNCgk2DBg4PCgk2DBgkNCg44DBgkNCgk2DBg4PCgk2DBgkNCgk2DBg4PCgk2DBg4PCgk2DBgkNCgk2DBg4PCgk"
    "2DBgkNCg44DBgkNCgk2DBg4PCgk2DBgkNCgk2DBg4PCgk2DBg4PCgk2DBgkNCgk2DBg4PCgk2DBgkNCg44DBgkNCgk2D"
    "Bg4PCgk2DBgkNCgk2DBg4PCgk2DBgkNCg44DBgkNCgk2DBg4PCgk2DBgkNCg44DBgkNCgk2DBg4PC",
    "E3vCAghHgiO/3qnJBwznqCCw35BBw40XCwkgCBw/xGCwg/BBw7mCCw0hCBgwpCCg0hCBguulFCw5sBBw45cCw7ZBwgkH"
    "CwviBBwsmDCwn4BBwo8CCw/XBwkhYCwg3IDgokCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCgokCDgokCCgo"
    "kCDgokCCgokCDgokCCgokCDgokCCgokCDgokCCg8mCD",
    "D3tG/gHAt0krm6GCyk9grzCBwg0uDC",
    "DvlI/gHA9khrm6GBi3xj1uDC",
    "DotS4qTgjVtqsh3yECykst+/BBk803BC",
    "ConUgjVt+thj8GB",
    "CwxEghH9y6rm6GB",
    "E/lG/gHAghH9jv4tnEBi2/li/ECwrGDwviBCwsmDDwn4BCwo8CDw/XCwo1/DDwviBCwsmDDwreCwo/CDw3kBCwo5CDwz"
    "sBCwtmDDg4eCg0LDgsPCg4uCDgoaCg4MDgodCg45BDg4hBCgkNDg8fCg45BDg8cCgkNDg4kBCg45BDgoaCgkNDggqBCg"
    "k3BDggVCg4PDg0sBCgk3BDgsSCgkNDg44DCgkNDgk2DCg4PDgk2DCgkNDgk2DCg4PDgk2DCgkNDg44DCgkNDgk2DCg4P"
    "Dgk2DCgkNDg44DCgkNDgk2DCg4PDgk2DCgkNDgk2DCg4PDgk2DCgkNDg44DCgkNDgk2DCg4PDgk2DCgkNDgk2DCg4PDg"
    "k2DCg4PDgk2DCgkNDgk2DCg4PDgk2DCgkNDg44DCgkNDgk2DCg4PDgk2DCgkNDgk2DCg4PDgk2DCg4PDgk2DCgkNDgk2"
    "DCg4PDgk2DCgkNDg44DCgkNDgk2DCg4PDgk2DCgkNDgk2DCg4PDgk2DCg4PDgk2DCgkNDgk2DCg4PDgk2DCgkNDg44DC"
    "gkNDgk2DCg4PDgk2DCgkNDgk2DCg4PDgk2DCg4PDgk2DCgkNDgk2DCg4PDgk2DCgkNDg44DCgkNDgk2DCg4PDgk2DCgk"
    "NDgk2DCg4PDgk2DCg4PDgk2DCgkNDgk2DCg4PDgk2DCgkNDg44DCgkNDgk2DCg4PDgk2DCgkNDgk2DCg4PDgk2DCg4PD"
    "gk2DCgkNDgk2DCg4PDgk2DCgkNDg44DCgkNDgk2DCg4PDgk2DCgkNDgk2DCg4PDgk2DCgkNDg44DCgkNDgk2DCg4PDgk"
    "2DCgkNDg44DCgkNDgk2DCg4PD",
    "E3mG/gH/1EAtygiy0GBykh5hpCCi6g8nBBim6tyBCiq57lCBim6tyBCiq57lCBim6tyBCi6qmmCBim6tyBCiq57lCBim"
    "6tyBCiq57lCBim6tyBCi6k/5CBi2uqeCiqhqBBi24yvID",
    "E4kMwxKgiOgjVt5vk4/JBym/6pkCC4wytFDwnkCC",
    "C4xOgiOtz4pu7HB",
    "EgkNwxKgiOgjV93+lhlJBilu8ypBC4gqpFDwnkCCwokCDwnkCC",
    "Do6OgiOgjVtklh3yEByg9x+zECwz+BBw8pCCw/+BBwoqCCw/+BBwwpCCwr/BBwkpCCw3/BBw4oCCwjgCBwsoCCw7gCBw"
    "0nCCwnhCBw8pCCw/+BBwwpCCwr/BBwkpCCwjgCBwsoCCwvgCBwgoCCw7gCBw0nCCwnhCBw8pCCwr/BBwkpCCw3/BBwig"
    "9BCw5i6CB",
    "EomPwyR4qTgjVt8gpk8EDy2790FBoohtCC8/wmBD",
    "DgoPgiOgjV9/lh3yEBi89x+zECwz+BBw8pCCw/+BBwoqCCw/+BBwwpCCwr/BBwkpCCw3/BBw4oCCwjgCBwsoCCw7gCBw"
    "0nCCwnhCBw8pCCw/+BBwwpCCwr/BBwkpCCwjgCBwsoCCwvgCBwgoCCw7gCBw0nCCwnhCBw8pCCwr/BBwkpCCw3/BBwig"
    "9BCwplsCB",
    "CgjOgiO91x3jiEB",
    "CwlHghH9qz2svIB",
    "E+yBAwwDghH5lvk1yHB+lvnpLAm6jv2UC+0r9pVD",
    "C4tEghHtr6rm6GB",
    "CoSAt05h1hJB",
    "DwmGojGghH98p2tlJBirqqnrCC",
    "Dg8MghHgiO93+2svIBi26pv0CC",
    "CooNgiOtg2pu7HB",
    "D4jEAghHt35rm6GByn4pujGC",
    "C0oPgiOlxqpvlHB",
    "Dw8MgiOgjV9o1pu7HBi5j9x4ECwnkCB",
    "CwyOgiO904pu7HB",
    "DwoVwyRgjV9g78w+ICirp75rEBospvDC",
    "D3hF7mFAtszko/FBq6t36mGC",
    "D4hHghHgiOtz/rm6GByhx//+HCw32BB",
    "E4f/gHAghHtvzrm6GByh6hrzCCw/zuDD",
    "DnvH/gHAtxirm6GCyh7grzCBwwwyDC",
    "C3WAtiwrm6GB",
    "DonBAghHt+zrm6GByushrzCC",
    "EglD5pEAghH95i4wjKBiqxsqpDCw82lODg8oEC",
    "D4lGghHgiOt7+pj8FBy9vny3DCwydBw1yHCwufBw8uHCw7iBBwg7MCwruiDBw4hBCwzkCBwokCCwzkCBw0kCCwzkCBwk"
    "mCCw3iCBwslCCwnkCBwwjCCwzkCBw0kCCwzkCBwokCCwzkCBw0wCCw7tbBw4lCCwk5iCBgk0BC",
    "E44EijBghHgiOthsvutKBur8xmwDCmy4x2pDDgsxCCgklBDgw8GCw45BDgp5CCgk3BDwjHCwgDDw38BCwokCDwumCCwh"
    "iCDwy+BCw8qnEDgk3BCgkyCDgs5BCgkspBDgwrBCgokCDgokCCgkyCDgg5BCg0t+BDwg5BCwsiCDgsxCCgk3BDgsxCCg"
    "45BDg4uCC",
    "FwgIghHwxKgiOgjV9w0lhlJCi+j8ypBD4gqpFEwnkCDwvp6GBw1+BDw3uCBw45BDwrxCBwk3BDwrxCBw45BDw3uCBw45"
    "BDw3uCBw45BDw3uCBw45BDw3uCBw45BDwrxCBwk3BDwrxCBw45BDw3uCBw45BDw3uCBw45BDw3uCBw45BDw3uCBw45BD"
    "wrxCBw45BDw3uCBw45BDw3uCBw45BDw3uCBw45BDw3uCBw45BDwrxCBwk3BDwrxCBw45BDw3uCBw45BDw3uCBw45BDw3"
    "uCBw45BD",
    "Fk+1C75yC/qtC/pmC/o/B5liovgMB2x8ix7DCquqvg8EDwryPCw48kDDwnkCCwokCDwnkCCwokCDw7mCCwokCDwnkCCw"
    "okCDwnkCCwoaDwnuDCw0sBDw77CCwokCDw7mCCw0hCDw7mCCwokCDwnkCCwokCDwnkCCwokCDwnkCCwokCDwnkCCwokC"
    "Dw7mCCw0hCDwjrEEwnkCDwokCEwnkCDwokCEwnkCDws8BEwjsCDws8BEw3uCDw45BEw3uCDw45BEw3uCDws8BEwjsCDw"
    "s8BEwjsCDws8BEw3uCDw45BEw3uCDw45BEw3uCDws8BEwjsCDws8BEwjsCDws8BEwjsCDws8BEw3uCDw45BEw3uCDw45"
    "BEw3uCDws8BEwjsCDws8BEwjsCDws8BEw3uCDw45BEw3uCDw45BEw3uCDw8xBE",
    "FwviD/pmCvomC/o/B/n4B5liovgMC+ujix7DBiv1vg8EDwryPBw48kDDwnkCBwokCDwnkCBwokCDw7mCBwokCDwnkCBw"
    "okCDwnkCBwoaDwnuDBw0sBDw77CBwokCDw7mCBw0hCDw7mCBwokCDwnkCBwokCDwnkCBwokCDwnkCBwokCDwnkCBwokC"
    "Dw7mCBw0hCDwjrEEwnkCDwokCEwnkCDwokCEwnkCDws8BEwjsCDws8BEw3uCDw45BEw3uCDw45BEw3uCDws8BEwjsCDw"
    "s8BEwjsCDws8BEw3uCDw45BEw3uCDw45BEw3uCDws8BEwjsCDws8BEwjsCDws8BEwjsCDws8BEw3uCDw45BEw3uCDw45"
    "BEw3uCDws8BEwjsCDws8BEwjsCDws8BEw3uCDw45BEw3uCDw45BEw3uCDw8xBE",
    "C/xd/jc97qmy5GB",
    "D/+c/kjB/jc9hsmy5GBiso9iyEC",
    "D/yW/iV/hO95rs1yGBi21m5iCCg2jCBwslCCwvjCBwgrnCCggzBBg81CCwrtBBww7CCw3tBBww7CCw3hBBw0juBCwjfB"
    "wg+DCwjWBw87CCw3hBBw87CCw/sBBw87CCwrtBBw00rCCw7xBBwg0CCw/pBBw8+CCwrnBBww+CCwrnBBwkhDCwzsBBwg"
    "pYCwzsBBwo5CCw7xBBwg3CCw32BBwg0CCw7xBBwg0CCwj3BBwg0CCw7xBBwo5CCwnvBBwkhDCwrnBBw0tpBCwzsBB",
    "F3sb/ie/jc/iV/hOt23646IBy8mv9/CCiijm6nBDwrtBCw8pCDw3zBCw87CDw/sBCw87CDw/sBCw87CDw/sBCw87CDwr"
    "tBCw87CDw/sBCw87CDw/sBCw87CDw/sBCw87CDwrtBCw4tBDw7iECw4tBDwz1HCwkcDwvlKCwowCDwr4oCCwkcDw7cCw"
    "w1CDwrzBCww1CDwrzBCww1CDwr/BCwokCDw7mCCwokCDwnkCCwokCDwjtSEw3kBDwgu+BEwnjBDwg0CEwv0BDw02CEw7"
    "xBDw02CEw7xBDw02CEwv0BDwkt/BEw7cDwsxCEwj3BD",
    "F36e/ie/jc/iV/hOt6w646IByggv9/CCiijm6nBDwrtBCw8pCDw3zBCw87CDw/sBCw87CDw/sBCw87CDw/sBCw87CDwr"
    "tBCw87CDw/sBCw87CDw/sBCw87CDw/sBCw87CDwrtBCw4tBDw7iECw4tBDwz1HCwkcDwvlKCwowCDwr4oCCwkcDw7cCw"
    "w1CDwrzBCww1CDwrzBCww1CDwr/BCwokCDw7mCCwokCDwnkCCwokCDwjtSEw3kBDwgu+BEwnjBDwg0CEwv0BDw02CEw7"
    "xBCg12CEg7xBDw02CEwv0BDwgjwBCwkHDw/iPEw7cD",
    "E/ie/jc/iV/hO95wr76FBiijm6nBCwrtBBw8pCCw3zBBw87CCw/sBBw87CCw/sBBw87CCw/sBBw87CCwrtBBw87CCw/s"
    "BBw87CCw/sBBw87CCw/sBBw87CCwrtBBw4tBCw7iEBw4tBCwz1HBwkcCwvlKBwowCCwr4oCBwkcCw7cBww1CCwrzBBww"
    "1CCwrzBBww1CCwr/BBwokCCw7mCBwokCCwnkCBwokCCwjtSDw3kBCwgu+BDwnjBCwg0CDwv0BCw02CDw7xBBg12CDg7x"
    "BCw02CDwv0BCwkt/BDw7cCwsxCDwj3BC",
    "Fvze/ie/jc/iV/hO9ox646IBivgv9/CCiijm6nBDwrtBCw8pCDw3zBCw87CDw/sBCw87CDw/sBCw87CDw/sBCw87CDwr"
    "tBCw87CDw/sBCw87CDw/sBCw87CDw/sBCw87CDwrtBCw4tBDw7iECw4tBDwz1HCwkcDwvlKCwowCDwr4oCCwkcDw7cCw"
    "w1CDwrzBCww1CDwrzBCww1CDwr/BCwokCDw7mCCwokCDwnkCCwokCDwjtSEw3kBDwgu+BEwnjBDwg0CEwv0BCgp5CDwv"
    "0BCwksCEgj3BDw02CEwv0BDwkt/BEw7cD",
    "F3qf/ie/jc/iV/hOt6v646IByg/u9/CCiijm6nBDwrtBCw8pCDw3zBCw87CDw/sBCw87CDw/sBCw87CDw/sBCw87CDwr"
    "tBCw87CDw/sBCw87CDw/sBCw87CDw/sBCw87CDwrtBCw4tBDw7iECw4tBDwz1HCwkcDwvlKCwowCDwr4oCCwkcDw7cCw"
    "w1CDwrzBCww1CDwrzBCww1CDwr/BCwokCDw7mCCwokCDwnkCCwokCDwjtSEw3kBDwgu+BEwnjBDwg0CEwv0BDw02CEwj"
    "xBCglZDwn+BEw7xBDw02CEwv0BDwgjwBCwkHDw/iPEw7cD",
    "FnogB/ie/jc/iV/hOt/t646IByl9u9/CCiijm6nBDwrtBCw8pCDw3zBCw87CDw/sBCw87CDw/sBCw87CDw/sBCw87CDw"
    "rtBCw87CDw/sBCw87CDw/sBCw87CDw/sBCw87CDwrtBCw4tBDw7iECw4tBDwz1HCwkcDwvlKCwowCDwr4oCCwkcDw7cC"
    "ww1CDwrzBCww1CDwrzBCww1CDwr/BCwokCDw7mCCwokCDwnkCCwokCDwjtSEw3kBDwgu+BEwnjBDwg0CEwv0BCgt0CDw"
    "rzBCww1CDw3zBCw02CEgv0BDw0/vBCwovBDwn+NEw7cD",
    "FnugB/ie/jc/iV/hOtzt646IBy58u9/CCiijm6nBDwrtBCw8pCDw3zBCw87CDw/sBCw87CDw/sBCw87CDw/sBCw87CDw"
    "rtBCw87CDw/sBCw87CDw/sBCw87CDw/sBCw87CDwrtBCw4tBDw7iECw4tBDwz1HCwkcDwvlKCwowCDwr4oCCwkcDw7cC"
    "ww1CDwrzBCww1CDwrzBCww1CDwr/BCwokCDw7mCCwokCDwnkCCwokCDwjtSEw3kBDwgu+BEwnjBDwg0CEwv0BDw02CEw"
    "7xBDw02CEw7xBDw02CEwv0BDwgjwBCwkHDw/iPEw7cD",
    "Fn1e/ie/jc/iV/hOtlx646IByrgv9/CCiijm6nBDwrtBCw8pCDw3zBCw87CDw/sBCw87CDw/sBCw87CDw/sBCw87CDwr"
    "tBCw87CDw/sBCw87CDw/sBCw87CDw/sBCw87CDwrtBCw4tBDw7iECw4tBDwz1HCwkcDwvlKCwowCDwr4oCCwkcDw7cCw"
    "w1CDwrzBCww1CDwrzBCww1CDwr/BCwokCDw7mCCwokCDwnkCCwokCDwjtSEw3kBDwgu+BEwnjBDwg0CEwv0BDw02CEw7"
    "xBCg12CEg7xBDw02CEwv0BDwkt/BEw7cD",
    "F3jgB/ie/jc/iV/hOtou646IByu9u9/CCiijm6nBDwrtBCw8pCDw3zBCw87CDw/sBCw87CDw/sBCw87CDw/sBCw87CDw"
    "rtBCw87CDw/sBCw87CDw/sBCw87CDw/sBCw87CDwrtBCw4tBDw7iECw4tBDwz1HCwkcDwvlKCwowCDwr4oCCwkcDw7cC"
    "ww1CDwrzBCww1CDwrzBCww1CDwr/BCwokCDw7mCCwokCDwnkCCwokCDwjtSEw3kBDwgu+BEwnjBDwg0CEwv0BDw02CEw"
    "jxBCglZDwn+BEw7xBDw02CEwv0BDw0iwBCw0UDw71OEw7cD",
    "Fnjf/ie/jc/iV/hOtpw646IByv/u9/CCiijm6nBDwrtBCw8pCDw3zBCw87CDw/sBCw87CDw/sBCw87CDw/sBCw87CDwr"
    "tBCw87CDw/sBCw87CDw/sBCw87CDw/sBCw87CDwrtBCw4tBDw7iECw4tBDwz1HCwkcDwvlKCwowCDwr4oCCwkcDw7cCw"
    "w1CDwrzBCww1CDwrzBCww1CDwr/BCwokCDw7mCCwokCDwnkCCwokCDwjtSEw3kBDwgu+BEwnjBDwg0CEwn4BCg1wCDwr"
    "zBCwwiBDwv03BCw0UDw71OEwnIDwgSCwsxCDwj3BCwsxCD",
    "Fnye/ie/jc/iV/hOtrx646IByxgv9/CCiijm6nBDwrtBCw8pCDw3zBCw87CDw/sBCw87CDw/sBCw87CDw/sBCw87CDwr"
    "tBCw87CDw/sBCw87CDw/sBCw87CDw/sBCw87CDwrtBCw4tBDw7iECw4tBDwz1HCwkcDwvlKCwowCDwr4oCCwkcDw7cCw"
    "w1CDwrzBCww1CDwrzBCww1CDwr/BCwokCDw7mCCwokCDwnkCCwokCDwjtSEw3kBDwgu+BEwnjBDwg0CEwv0BDw02CEw7"
    "xBCg12CEg7xBDw02CEwv0BDwgjwBCwwEDwzlPEw7cDwsxCEwj3BD",
    "FvggB/ie/jc/iV/hO9uu646IBi19u9/CCiijm6nBDwrtBCw8pCDw3zBCw87CDw/sBCw87CDw/sBCw87CDw/sBCw87CDw"
    "rtBCw87CDw/sBCw87CDw/sBCw87CDw/sBCw87CDwrtBCw4tBDw7iECw4tBDwz1HCwkcDwvlKCwowCDwr4oCCwkcDw7cC"
    "ww1CDwrzBCww1CDwrzBCww1CDwr/BCwokCDw7mCCwokCDwnkCCwokCDwjtSEw3kBDwgu+BEwnjBDwg0CEwv0BDw02CEw"
    "7xBDw02CEw7xBDw02CEwv0BDwoiwBCw8HDw/iPEw7cD",
    "Dv7gBv0f/jc94wu45GBii91+mGC",
    "D/gb/jc/iV9tqg6vEBi2k/k6ECwjtGBwwtGCw/4BBwowCCwz4BBwowCCwz4BBwowCCwnkCBw0kCCwzkCBw0kCCwnkCBw"
    "0kCCwnkCBw0kCCwnkCBw0kCCwzkCBw0kCCwnkCBw0kCCwnkCBw0kCCwnkCBw0kCCwzkCBw0kCCwnkCBwwsCCwr8BBw0k"
    "CCwnkCBwwmCCwj3BBw4xCCwriCBwglCCw73BBwgxCCwv3BBwsxCCw/4BBwkyCCwv0BBwg0CCwj3BBwsxCCw35BBw4uCC"
    "w35BBw4uCCw35BBwsxCCwnkCBwk3BCwrxCBw45BCw3uCBwwpCCwj3BBwsxCCwj3BBwsxCCwj3BBwg0CCwv0BBwg0CCwv"
    "0BBwg0CCwzhCBw0hCCw7mCBw0hCCw7mCBwokCCw/+BBwwpCCw/+BBwwpCCw/+BBwwpCCwzhCBw8mCCwzhCBw8mCCwzhC"
    "BwwpCCw/+BBwwpCCw/+BBwwpCCwzhCBw8mCCwzhCBw8mCCwzhCBw8mCCwzhCBwwpCC",
    "Dn+qB/lqB/kjBtz7rk6IByj9wy3CCwvpCBw/69CC",
    "D3hS/iV/hOt80s1yGBy4+m5iCCg2jCBwslCCwvjCBwgrnCCggzBBg81CCwrtBBww7CCw3tBBww7CCw3hBBw0juBCwjfB"
    "wg+DCwjWBw87CCw3hBBw87CCw/sBBw87CCwrtBBw00rCCw7xBBwg0CCw/pBBw8+CCwrnBBww+CCwrnBBwkhDCwzsBBww"
    "+CCwzsBBw87CCw/pBBwkhDCw3kBBwkhDCwnvBBwo5CCwnvBBwo5CCwzsBBwo5CCw7xBBwg3CCw32BBwg0CCw7xBBwg0C"
    "Cwj3BBwg0CCw7xBBwo5CCwnvBBwkhDCwrnBBwwilBCw7xBB",
    "E3qxB/mxB/lqB/kjBvsutGBg4oXCwn2OBwo+BCw35BBw0kCCwjirBBwl+mHCwjsCBws8BCwjsCBws8BCwjsCBws8BCw3"
    "uCBw45BCw3uCBw8mCCwj3BBw8mCCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsC"
    "Bws8BCwjsCBws8BDg3uCCw45BDw3uCCw45BDw3uCCws8BDwjsCCws8BDwjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw"
    "45BDw3uCCws8BDwjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCC",
    "Ep+b/jcvzY/iVpz26v7GButi5ozDDwoyBBwv7CDwovBBw3xCCws5BBgkmsEDw/pBBwwpCDw/+BBwwpCDw/+BBwksCDwn"
    "7BB",
    "Dn3W/iV/hOtxrs1yGByt1m5iCCg2jCBwslCCwvjCBwgrnCCggzBBg81CCwrtBBww7CCw3tBBww7CCw3hBBw0juBCwjfB"
    "wg+DCwjWBw87CCw3hBBw87CCw/sBBw87CCwrtBBw00rCCw7xBBwg0CCw/pBBw8+CCwrnBB",
    "E/qpB/lqBv1mB/kjB9pmpo5GBimijwYC4nvBBoo5CC47xBBo02CC47xBBo02CC47xBBoo5CC4nvBBoo5CC4nvBBoo5CC"
    "47xBBo02CC47xBBo02CC47xBBo02CC47xBBoo5CC4nvBBoo5CC4nvBBoo5CC47xBBo02CC47xBBo02CC47xBBoo5CC4n"
    "vBBoo5CC4nvBBoo5CC4nvBBoo5CC47xBBo02CC47xBBo02CC47xBBoo5CC4nvBBoo5CC4nvBBoo5CC47xBBo8xBDwj7O"
    "Bw42HC47xBBo02CC47xBBo02CC47xBBoo5CC4nvBBoo5CC4nvBBoo5CC47xBBo02CC47xBBo02CC47xBBo02CC47xBBo"
    "o5CC4nvBBoo5CC4nvBBoo5CC47xBBo02CC47xBBo02CC47xBBoo5CC4nvBBoo5CC4nvBBoo5CC4nvBBoo5CC47xBBo02"
    "CC47xBBo02CC47xBBoo5CC4nvBBow8YDw3YBw48lBDw/UB",
    "D34a/jc/iVt+m2wjKByqs6+gECwvpCBw41jDCwryPB",
    "D/tc/jc/iV9jgs1yGBii4m5iCCg2jCBwslCCwvjCBwgrnCCggzBBg81CCwrtBBww7CCw3tBBww7CCw3hBBw0juBCwjfB"
    "wg+DCwjWBw87CCw3hBBw87CCw/sBBw87CCwrtBBw00rCCw7xBBwg0CCw/pBBw8+CCwrnBBwg8xBCwj3BBwg0CCwzCB",
    "D/2iB/kjB/jc9xq9pvGBi894qjJCw/oDB",
    "Ehv2B/n4B/mxB/lqB/pzwLBgvizECw3uCBw45BCw3uCBw0lPCwznwCDwryPCw4r8CDwnkCCwokCDwnkCCwokCDwnkCCw"
    "okCDwnkCCwokCDw7mCCwokCDwnkCCwokCDwnkCCw4kBDw3jDCw0sBDw77CCwokCDw7mCCw0hCDw7mCCwokCDwnkCCwok"
    "CDwnkCCwokCDwnkCCwokCDwnkCCwokCDw7mCCw0hCDw7mCCwokCDwnkCCwokCDwnkCCwokCDwnkCCws8BDwjsCCws8BD"
    "w3uCCw45BDw3uCCw45BDw3uCCws8BDwjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCws8BDwjsCCws8BDwj"
    "sCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCws8BDwjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uC"
    "Cw8xBD",
    "EA/mxB/lqB/kjB/zg2GBwo0+CCwryPBw84xDCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBw0hCCw7mCB"
    "wokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBws"
    "8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8B"
    "CwjsCBws8BCwjsCBws8BCwjsCBws8BCwvoEDwqxCCw9lEBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw"
    "3uCBw8xBC",
    "DnzZ/jc/iVt5ls1yGBy39m5iCCg2jCBwslCCwvjCBwgrnCCggzBBg81CCwrtBBww7CCw3tBBww7CCw3hBBw0juBCwjfB"
    "wg+DCwjWBw87CCw3hBBw87CCw/sBBw87CCwrtBBw00rCCw7xBBwg0CCw/pBBw8+CCwrnBBww+CCwrnBBwkhDCwzsBBww"
    "+CCwzsBBw87CCw/pBBwkhDCw3kBBwkhDCwnvBBwo5CCwnvBBwo5CCwzsBBwo5CCw7xBBwg3CCw32BBwg0CCw7xBBwg0C"
    "Cwj3BBwg0CCw7xBBwo5CCwnvBBwkhDCwrnBBw87CCwzsBBw8hDCwnpBBwo5CCwnvBBwkhDCw/pBBw02CCwnvBBw87CCw"
    "zsBBw87CCwnvBBwo5CCwnvBBwo5CCw7xBBwo5CCwzsBBw87CCwzsBBw87CCwnvBBwo5CCwnvBBwo5CCwnvBBwo5CCwnv"
    "BBwkhDCwrnBB",
    "Ev1oB/lqB/kjB/jc/sutGBg93gICwmsEBw534BCwjsCBws8BCwvoEDwzsBCwwfBws8BCw3uCBw45BCw3uCBw8mCCwj3B"
    "Bw8mCCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw"
    "45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBw4kBC",
    "E/rfv0f3rf/jc93ln+sJCy/x4lzCByhg2+mGDo543FBg49jBD",
    "D/wY/jc/iV9t0+i8GBimq4zzGC",
    "D3kmB7/jB/kjBtm4m+sJBqmtkizCC",
    "D3ipB/lqB/kjB/qzwLBgvizECw3uCBw45BCw3uCBw02CCwv0BBwk3BCwrxCBwokCCwj3BBwsxCCw35BBw4uCCw35BBw4"
    "uCCw35BBw4uCCw35BBw4uCCw35BBwsxCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBwsxCCwj3BBwsxC"
    "Cw35BBw4uCCw35BBw45BCwjhDBws8BCw35BBw4uCCw35BBwsxCCwj3BBwsxCCw35BBw4uCCw35BBwoyBCwryPBw4uCCw"
    "35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBwsxCCwj3BBwsxCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw7m"
    "CBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCB"
    "wokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBwokCCwnkCBwokCCwnkCBwo"
    "aCwnuDBw0sBCw77CBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBw0hCC"
    "w7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwj"
    "sCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uC"
    "Bws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBw8xBC",
    "En3xB/mxB/lqB/kjBvsutGBg4oXCwn2OBwo+BCw35BBw0kCCwogyIDwjsCCws8BDwjsCCwwoEBws8BCw3uCBw45BCw3u"
    "CBw8mCCwj3BBw8mCCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCB"
    "ws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws"
    "8BCwjsCBws8BCwjsCBws8BCw3uCBw45BC",
    "En9xB/mxB/lqB/kjBvsutGBg4oXCwn2OBwo+BCw35BBw0kCCwogyIDwjsCCws8BDwjsCCwwoEBws8BCw3uCBw45BCw3u"
    "CBw8mCCwj3BBw8mCCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCB"
    "ww0BCwn5CBwovBCwn5CBwovBCwn5CBwovBCwn5CBwovBCwn5CBwovBCwn5CBw8xBCwn5CBwovBCwn5CBwovBCwn5CBwo"
    "vBCwn5CBwovBCwn5CBw8xBCwn5CBwovBCwmiDB",
    "D/olBvulB/kjB995m+sJBi77p7kCC",
    "D5snB/lqB/kjBp2p/l4FBuizxz6GCw3kBBw4jDCw3kBBwwwtBCwj9BBwsrCCwrVB",
    "F/4hB/kjBpkhB/jc/iV99gn+sJC2mopqrCBuh+krYC2u9/nIDu/u8gDC2gmw3eDuvlmmCBws5BDwvvCBws5BDwvvCBws"
    "5BDwvvCBws5BDw7vCBws5BDw/2pBBw8WDw/+TBgkTDgw67CEwj3BDwo5CEwnvBDwwpCEw35BDw4uCEw35BDwsxCEwj3B"
    "DwksCEwr8BDwsxCEwj3BDwsxCEw35BDw4uCEw35BDw4uCEw35BDwsxCEwj3BDwsxCEwj3BDwsxCEw35BDw4uCEw35BDw"
    "4uCEw35BDw4uCEw35BDwsxCEwj3BDwsxCEwj3BDwsxCEwnkCDwokCEw35BDw4uCEw35BDwsxCEwj3BDw8mCEwzhCDwsx"
    "CEw35BDw4uCEw35BDw4uCEw35BDw4uCEw35BDwsxCEwj3BDwsxCEw/+BDwwpCEw35BDwwpCEw7mCDw8mCEw35BDwsxCE"
    "wj3BDwsxCEwj3BDwsxCEwj3BDwsxCEw35BDw4uCEw35BDw4uCEw35BDwsxCEwj3BDwsxCEw/+BDwwpCEw35BDw4uCEwz"
    "hCDw8mCEw3uCDwsnBEwv+CDwovBEwn5CDw8xBEwz2CDw8xBEw/mHDwkiBEwrmDDwkiBEwrmDDwkiBEwn5CDw45BEw3uC"
    "Dw45BEw3uCDw45BEw3uCDws8BEwjsCDw45BEwrxCDw45BE",
    "D3z2B/n4B/mxBtov0wjKCy26mm7DBwskHC",
    "Dnpa/jc/iVttks1yGByr8m5iCCg2jCBwslCCwvjCBwgrnCCggzBBg81CCwrtBBww7CCw3tBBww7CCw3hBBw0juBCwjfB"
    "wg+DCwjWBw87CCw3hBBw87CCw/sBBw87CCwrtBBw00rCCw7xBBwg0CCw/pBBw8+CCwrnBBww+CCwrnBBwkhDCwzsBBww"
    "+CCwzsBBw87CCw/pBBwkhDCw3kBBwkhDCwnvBBwo5CCwnvBBwo5CCwzsBBwo5CCw7xBBwg3CCw32BBwg0CCw7xBBwg0C"
    "Cwj3BBwg0CCw7xBBwo5CCwnvBBwkhDCwrnBBwsqHCwnpBBwo5CCwnvBBwkhDCw/pBBw02CCwnvBBw87CCwzsBBw87CCw"
    "nvBBwo5CCwnvBBwo5CCw7xBBwo5CCwzsBBw87CCwzsBBw87CCwnvBBwo5CCwnvBBwo5CCwnvBBwo5CCwnvBBwkhDCwrn"
    "BB",
    "DlqgBv0f/jcx7xu45GB2k+1+mGC",
    "E/3I/iV/hOA9/29/oGBiqzpzvHCgyhCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCg8mCBgokCCgokCBgokCCgokCB"
    "gokCCgokCBgokCCgokCBgokCCgokCBgokCCg8mCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgl"
    "lBD",
    "EnrhC/o/B/n4B/mxBtpxr+kIBy/8xsiCCwvpCBw4uCCw+7BBwhr/CCwryPBwj4zCDg8mCBg0miBCw85bDwnkCCwokCDw"
    "nkCCwokCDw7mCCw0hCDw7mCCwokCDwnkCCwokCDwnkCCwokCDwnkCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3u"
    "CCws8BDwjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCws8BDwjsCCws8BDwjsCCws8BDwjsCCws8BDw3uCC"
    "w45BDw3uCCw45BDw3uCCws8BDwjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCw8xBDwn5CCwovBDwn5CCwo"
    "vBDwn5CCw8xBDwn5CCwovBDwn5CCwovBDwn5CCwovBDwn5CCwovBDwn5CCwovBDwn5CCw8xBDwn5CCwovBDwn5CCwovB"
    "Dwn5CCwovBDwn5CCwovBD",
    "Dvr4B/n4B/mxB94r0wjKBitp6+gECwvpCBw41jDCwryPBwo3GCw35BBw4uCCw35BBw4uCCw35BBwsxCCwj3BBwsxCCw3"
    "5BBw4uCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBwsxCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35B"
    "BwsxCCwj3BBwsxCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBw"
    "okCCwnkCBwokCCw7mCBwokCC",
    "D3mxB/mxB/lqBvqzwLBgvizECw3uCBw45BCw3uCBw45BCwrxCBwk3BCw/UBwg24CCwryPBwk4zCCw7mCBw0hCCw7mCBw"
    "okCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBwokCCwnkCBwokCCwnkCBwoaCwnuDBw0sBCw77CBwokC"
    "Cw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCw"
    "nkCBwokCCwnkCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3u"
    "CBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCB"
    "ws8BCw3uCBw45BCw3uCBw45BCw3uCBw8xBC",
    "E19mB/lqB/kjB/jcx092w0HB20x7/mBCwzuyDDwryPCw4/KDw35BCy1u3smCDyqrltBCwokCDwnkCCw8oTDwnkCCwoaD"
    "wnuDCwokCDwnkCCwokCDw7mCCw0hCDw7mCCwokCDwnkCCwokCDwnkCCwokCDwnkCCwokCDwnkCCwokCDw7mCCw0hCDw7"
    "mCCwokCDwnkCCwokCDwnkCCwokCDwnkCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCws8BDwjsCCws8BDwjsC"
    "Cws8BDw3uCCw45BDw3uCCw45BDw3uCCws8BDwjsCCws8BDwjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCw"
    "s8BDwjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCw8xBD",
    "C/4c/jct2r+i8GB",
    "D/l1B/mxB/lqB9jxpouHBi2gv2rBCwvpCBwg/BCwvQBwo9DCw7mCBw0hCCw35BBwsxCCwj3BBwsxCCw35BBwkzuCCwry"
    "PBwo3GCw35BBw8npDCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkC"
    "BwokCCwnkCBwokCCwnkCBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBws8BCwjsCBws8BCw3uCBw"
    "45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8"
    "BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBw8xBC",
    "D/3gB/kjB/jc9v3r1yGBiw9m5iCCg2jCBwslCCwvjCBwgrnCCggzBBg81CCwrtBBww7CCw3tBBww7CCw3hBBw0juBCwj"
    "fBwg+DCwjWBw87CCw3hBBw87CCw/sBBw87CCwrtBBw00rCCw7xBBwg0CCw/pBBw8+CCwrnBBw0rYCwnvBBwos9BCw7gX"
    "B",
    "D/5pB/lqB/kjB975yq4FBi42px5HCwj3BBwsxCCwj3BB",
    "Dn72B/n4B/mxBvsutGCg4xIBwg3OCwn2OBwszBCwnkCBwkntBCw7nPBwgnKCwvqDBwgxFCw32BBwtxCCw35BBw4uCCw3"
    "5BBgo3GCg45BBg4uCCg45BBgsxCCg45BBg4uCCg45BBg4uCCg45BBg4uCCg45BBg4uCCg45BBwk2iCCw7mCBw0hCCw7m"
    "CBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCB"
    "ws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws"
    "8BCwjsCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45B"
    "Cw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBww0BC",
    "Dtw5B/n4B/mxBhvp0wjKBmjn6+gECwvpCBw41jDCwryPBwo3GCw35BBw4uCCw35BBw4uCCw35BBwsxCCwj3BBwsxCCw3"
    "5BBw4uCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBwsxCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35B"
    "BwsxCCwj3BBwsxCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBw"
    "okCCwnkCBwokCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwok"
    "CCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBws8BCwjsCBws8BC"
    "w3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwj"
    "sCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uC"
    "Bw8xBCwn5CBwovBCwn5CBwovBCwn5CBw8xBCwn5CBwovBCwn5CBwovBCwn5CBwovBCwn5CBwovBCwn5CBwovBC",
    "ErsoB/lqB/kjB/jc/qzwLBgvizECw3uCBw45BCw3uCBwo28CCw3kBBwoyBCwryPBw4uCCw35BBw4uCCw35BBw4uCCw35"
    "BBw4uCCw35BBwsxCCwj3BBwsxCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBw4uCCwrtKBw4uCCw3ivBDwnkCCwokC"
    "DwnkCCw013EDw3uCCw8xBD",
    "DvhS/iV/hO980s1yGBi5+m5iCCg2jCBwslCCwvjCBwgrnCCggzBBg81CCwrtBBww7CCw3tBBww7CCw3hBBw0juBCwjfB"
    "wg+DCwjWBw87CCw3hBBw87CCw/sBBw87CCwrtBBw00rCCw7xBBwg0CCw/pBBw8+CCwrnBBww+CCwrnBBwkhDCwzsBBws"
    "opBCwj3BBwg0CCwnFBw8lECwnvBB",
    "Dnjc/jc/iVt53yj+HByl92x7BCwvpCBw41jDCwryPBw8sgBCw35BBwoyvCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnk"
    "CBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBw0hCCw7mCBwokCCwnkCB"
    "wokCCwnkCBwokCCwnkCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw4"
    "5BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8B"
    "CwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBw8xBC",
    "E/nY/iV/hO/gH9/38/oGBiq0ozvHCgyhCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCg8mCBgokCCgokCBgokCCgok"
    "CBgokCCgokCBgokCCgokCBgokCCgokCBgokCCg8mCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCB"
    "g8mCCg4uCBg45BCg4uCBg45BCg4uCBg45BCgsxCBgk3BCgsxCBgk3BCgsxCBg45BCg4uCBg45BCg4uCBg45BCgsxCBgk"
    "3BCgsxCBgk3BCgsxCBgk3BCgsxCBg45BCg4uCBg45BCg4uCBg45BCgsxCBgk3BCgsxCBgk3BCgsxCBg45BCg4uCBg45B"
    "Cg4uCBg45BCg4uCBg45BCgsxCBgk3BCgsxCBgk3BCgsxCBg45BCg4uCBg45BCg4uCBg45BCgsxCBgk3BCgsxCBgk3BCg"
    "krED",
    "Inqc/jc32YvzY/iV31RvyR/hOt7j2wjKCiti6+gEFwvpCCwnpmCDy5jvmEGwj3BDwsxCGwj3BDwsxCGwj3BDwg0CGwv0"
    "BDwg0CGwj3BDwsxCGwj3BDwsxCGwowODwg0CGwj3BDwsxCGwj3BDwsxCGwj3BDwsxCGwj3BDwg0CGwj3BDwksCGw35BD"
    "w4uCGw35BDw4uCGw35BDw4uCGw35BDw4uCGw35BDwsxCGw35BDw4uCGw35BDw4uCGw35BDw4uCGw35BDw4uCGw7mCDwo"
    "kCGwnkCDwokCGwnkCDwokCGwnkCDwokCGwnkCDwokCGw7mCDw0yBBogPEw7mCBwokCEwnkCBwokCEwnkCBwokCEwnkCB"
    "wokCEwnkCBwokCEw7mCBwokCEwnkCBwokCEwnkCBwokCEwnkCBwokCEwnkCBwokCEw7mCBw0hCEw7mCBwokCEwnkCBwo"
    "kCEwnkCBwokCEwnkCBwokCEwnkCBwokCEw7mCBw0hCEw7mCBwokCEwnkCBwokCEwnkCBwokCEwnkCBy1zh1BEwjsCBws"
    "8BHg3uCBg55BEw3uCBw45BEw3uCBws8BEwjsCBws8BEwjsCBws8BEw3uCBw45BEw3uCBw45BEw3uCBws8BEwjsCBws8B"
    "EwjsCBws8BEwjsCBws8BEw3uCBw45BEw3uCBw45BEw3uCBws8BEwjsCBws8BEwjsCBws8BEw3uCBw45BEw3uCBw45BEw"
    "3uCBw8xBEwn5CBwovBEwn5CBwovBEwn5CBw8xBEwn5CBwovBEy6yuuCB",
    "E/qhB7/jB/kjB/jc95hn+sJB652kizCCq+wt+8HDwnkCCwokCDwnkCCwokCDwnkCCwokCDw7mCCw0hCDw7mCCwokCDwn"
    "kCCwokCDwnkCCwokCDwnkCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCws8BDwjsCCws8BDwjsCCws8BDw3uC"
    "Cw45BDw3uCCw45BDw3uCCws8BDwjsCCws8BDwjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCws8BDwjsCCw"
    "s8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCw8xBDwn5CCwovBDwn5CCwovBDwn5CCw8xBDwn5CCwovBDwn5CCwov"
    "BDwn5CCwovBDwn5CCwovBDwn5CCwovBDwr1PC",
    "Cn+c/jctzr+i8GB",
    "C/6c/jc9p+wq8GB",
    "D3tqB/lqB/kjBtk1w4gGBywh+tvGCwjiBBw8wnBCwvuBBwkjgBCw/+BBw81+BCw35BB",
    "EvtlBv5kB/kjB/jc905m+sJBi47on6ECi3618oHDw7ZC",
    "Etob/jc3ra/iVhvw347GBm3rjvNC8vziIDk8pnCB",
    "D/5d/jc/iV9r0yj+HBikz58zBCwzkCBwhyGCwvpCBw/xGCw/pBBw49CCw3tBBw84CCw/vBBwk7CCwrtBBwk7CCwnyBBw"
    "o2CCwv3BBwo2CCw/sBBwo2CCwv3BBwo2CCwzsBBw87CCw3qBBw49CCwzvBBw84CCw70BBwgxCCwv3BBwgxCCwj6BBwo2"
    "CCwzsBBwkhDCw/sBBw87CCwrnBBwo2CCwv3BBwgxCCwv3BBww7CCw/sBBw0zCCwv3BBwgxCCwv3BBw9xBCwryPBw4uCC"
    "w35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBw85GCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBw85GCw35BBw4uCCw3"
    "5BBw4uCCw35BBw4uCCw35BBwsiLCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkC"
    "BwokCCwnkCBwokCCwnkCBwokCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBw0hCCw7mCBw"
    "okCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBws8"
    "BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BC"
    "wjsCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3"
    "uCBw45BCw3uCBw8xBC",
    "EvzmB/zmB/kjB/jc9o3m+sJBi5582lECi6xm8KDw3tBCw86xBDwjiBCwsmDDw3kBCwsmDDwjiBCws3LDwjiBCwsmDDwj"
    "iBCwgowCDwrtBCws6CDwnvBCwwmCDwj6BCwsxCDwj3BCw02CDwnkCCwokCDwnkCCwokCDw7mCCwokCDwr8BCwksCDw38"
    "BCw4rCDwj9BCwsrCDwnkCCwokCDw7mCCw0hCDw7mCCw8mCDw35BCws8BDw3uCCw45BDw3uCCw4uCDw35BCw4uCDw35BC"
    "w4uCDw35BCw4uCDwr8BCwksCDwr8BCw45BDw3uCCw45BDw3uCCws8BDwjsCCws8BDwjsCCw0hCDwvpCCw0hCDg8mCCg0"
    "hCDg8mCCg0hCDg8mCCg0hCDg8mCCg0hCDg8mCCgokCDgokCCgokCDg8mCCgg/BDg4uCCg45BDgsxCCg45BDg4uCCg45B"
    "Dg4uCCgs8BDgksCCgs8BDgksCCg45BDgsiLCg8xBDg02CCgw0BDgg0CCg8xBDg02CCgw0BDg02CCgw0BDgo5CCgw0BD",
    "Dvg0B/mxB/lqBvsutGBg4oXCwn2OBwo+BCw35BBw0kCCwjirBBwl+mHCwjsCBws8BCwjsCBws8BCwjsCB",
    "DrzoB/lqB/kjB/qzwLBgvizECw3uCBw45BCw3uCBwot/CCwryPBwo3GCw35BBw4uCCw35BBw4uCCw35BBwsxCCwj3BBw"
    "sxCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw7mCBwokCCwnkCBwokCCw35BBw4uCCw35BBw4uCCwnkCBwok"
    "CCw7mCBwokCCwnkCBwokCCw3sGBwsgPCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBwokCCwnkCBwokCC"
    "wnkCBwoaCwnuDBw0sBCw77CBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7m"
    "CBw0hCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwvziC"
    "Bw8xBC",
    "ElvoB/lqB/kjB/jc/qzwLBgvizECw3uCBw45BCw3uCBwot/CCwryPBw87XCw35BBw4/KCw35BBw4uCCw35BBwsxCCw35"
    "BBw4uCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBwsxCCwzmiBDwnkCCwokCDwnkCCwokCDw7mCCwokCDwnkCCwokC"
    "DwnkCCwk1FDw77CCwwoiEDw3uCCw8xBD",
    "El9oB/lqB/kjB/jc/qzwLBgvizECw3uCBw45BCw3uCBwot/CCwryPBwvgpBCwk3BBwsxCCw35BBw4uCCw35BBw4uCCw3"
    "5BBw4uCCw35BBw4uCCw35BBwsxCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwrvGBwokCCwnkCBwokCCwnkC"
    "BwokCCwnkCBwokCCwnkCBwokCCw7mCBwokCCwnkCBwokCCwnkCBwoaCwnuDBw0sBCw77CBwokCCw7mCBw0hCCwvq+DBw"
    "8xBCwvoED",
    "Et1oB/lqB/kjB/jc/qzwLBgvizECw3uCBw45BCw3uCBwot/CCwryPBwvgpBCwk3BBwsxCCw35BBw4uCCw35BBw4uCCw3"
    "5BBw4uCCw35BBw4uCCw35BBwsxCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwrgPBwokCCwnkCBwokCDgnkCCwokCDwnkC"
    "Cwsk6EBw8xBC",
    "E/7nB/lqB/kjB/jc/qzwLBgvizECw3uCBw45BCw3uCBwot/CCwryPBws1kBCwrngCDwnkCCwokCDwnkCCwokCDw7mCCw"
    "okCDwnkCCwgivEDw3uCCw8xBD",
    "E9gpB/lqB/kjB/jc/qzwLBgvizECw3uCBw45BCw3uCBwot/CCwryPBw4uCCw35BBwskcCw35BBw4uCCw35BBwrxCCwk3"
    "BBwsxCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw7mCBwokCCwj3BBwsxCCwnkCBwokCCwnkCBwokCCwjtVD"
    "wnkCCwokCDwnkCCwsk6EBw8xBCwvoED",
    "EhzoB/lqB/kjB/jc/qzwLBgvizECw3uCBw45BCw3uCBwot/CCwryPBw4uCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35"
    "BBwsxCCwj3BBwsxCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw7mCBwokCCwnkCBwokCCw35BBw4uCCw35BB"
    "w4uCCw35BBw4uCCw35BBwsxCCwzmiBDwnkCCwokCDwnkCCwsk6EBw8xBD",
    "EA/n4B/mxB/lqB/r4oCBgp3yCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBw0hCCw7mCBwokCCwnkCBw"
    "okCDgnkCCwokCDwnkCCwokCDwnkCCwokCDw7mCCw0hCDw7mCCwokCDwnkCCwokCDwnkCCwokCDwnkCCws8BDwjsCCws8"
    "BDw3uCCw45BDw3uCCw45BDw3uCCws8BDwjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCws8BDwjsCCws8BD"
    "wjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCws8BDwjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3"
    "uCCw8xBD",
    "EA/lqB/kjB/jc/zr1DDgzxNCw84xDDwnkCCwokCDwnkCCwokCDwnkCCwokCDwnkCCwokCDw7mCCw0hCDw7mCCwokCDwn"
    "kCCwokCDwnkCCwokCDwnkCCwokCDwnkCCwokCDw7mCCw0hCDw7mCCwokCDwnkCCwokCDwnkCCwokCDwnkCCws8BDwjsC"
    "Cws8BDw3uCCw45BDw3uCCw45BDw3uCCws8BDwjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCws8BDwjsCCw"
    "s8BDwjsCCws8BDwjsCCws8BDw3uCBg55BCwvoEDw3uCCws8BDwjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3u"
    "CCw8xBD",
    "D7/jB/kjB/jclgri85GBqukr/oHCwnuDBw0sBCw77CBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkC"
    "BwokCCwnkCBwokCCw7mCBw0hCCw7mCB",
    "F23pD/o/Bpg/B/n4B/mxB5liovgMCy+0hx7DDu7nvg8EEwryPDw48kDEwnkCDwokCEwnkCDwokCEw7mCDwokCEwnkCDw"
    "okCEwnkCDwoaEwnuDDw0sBEw77CDwokCEw7mCDw0hCEw7mCDwokCEwnkCDwokCEwnkCDw4sGEwnkCDwokCEw7mCDw0hC"
    "Ew7mCBgpkCDwnkCBwokCDwnkCBwokCDwnkCBws8BDwjsCBws8BDw3uCBw45BDw3uCBw45BDw3uCBws8BDwjsCBws8BDw"
    "jsCBws8BDw3uCBw45BDw3uCBw45BDw3uCBws8BDwjsCBws8BDwjsCBws8BDwjsCBws8BDw3uCBw45BDw3uCBw45BDw3u"
    "CBws8BDwjsCBws8BDwjsCBws8BDw3uCBw45BDw3uCBw45BDw3uCBw8xBD",
    "ErmoB/lqB/kjB/jc/qzwLBgvizECw3uCBw45BCw3uCBwsvGCwjuBBw4j0CCw35BBwoyBCwryPByltmlCCyqyxLBww3QC"
    "wj3BBwsxCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBwsxCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwn"
    "kCBwokCCw7mCBwokCCwj+dDwnkCCwokCDwnkCCwokCDwnkCCwokCDw7mCCwokCDwnkCCwokCDwnkCCwk1FDw77CCwokC"
    "Dw7mCCw0hCDw7mCCwokCDwnkCCwokCDwnkCCwokCDwnkCCwokCDwnkCCwokCDw7mCCw0hCDw7mCCwokCDwnkCCwokCDw"
    "nkCCwokCDwnkCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCws8BDwjsCCws8BDwjsCCws8BDw3uCCw45BDw3u"
    "CCw45BDw3uCCws8BDwjsCCws8BDwjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCws8BDwjsCCws8BDwjsCC"
    "ws8BDw3uCCw45BDw3uCCw45BDw3uCCw8xBD",
    "E34nB/lqB/kjB/jc/qzwLBgvizECw3uCBw45BCw3uCBwot/CCwryPBwo0gDCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7"
    "mCBwokCCwnkCBwokCCwnkCBwoaCwnuDBw0sBCw77CBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCB"
    "wokCCwnkCBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw4"
    "5BCw3uCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCwjsCBws8B"
    "Cw3uCBw45BCwvoEDw3uCCws8BDwjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCw8xBD",
    "Dx/e/jc/iV5oqrmqIB+g98jiFCwozOB",
    "Dn+f/jcn9Ytjpr4vECwn7BB",
    "E3jkBnlkB/kjB/jcto8m+sJBij9o7lCCyvp42uDDw3hBCwsiCDwnkCCwokCDwnkCCw09jGDw3hBCwknDDw3hBCwo5LDw"
    "3hBCwkiQDw3hBC",
    "Dzt3B/n4B/mxB/pzwLBgvizECw3uCBw45BCw3uCBwot/CCwryPBypuqnJCym5xgDBgw1FCgk3BBgsxCCg45BBg4uCCg4"
    "5BBg4uCCg45BBg4uCCg45BBg4uCCg45BBgsxCCg45BBg4uCCg45BBg4uCCg45BBg4uCCg45BBg4uCCg45BBgsxCCgk3B"
    "BgsxCCgokCBgokCCgokCBgokCCgokCBgokCCg8mCBg0hCCg8mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBw"
    "okCCw7mCBwokCCwnkCBwokCCwnkCBwoaCwnuDBw0sBCw77CBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkCBwokC"
    "CwnkCBwokCCwnkCBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBws8BCwjsCBws8BCw3uCBw45BCw"
    "3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCwjs"
    "CBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBw8xBC",
    "D33Q/iV/hOtw3s1yGByshn5iCCg2jCBwslCCwvjCBwgrnCCggzBBg81CCwrtBBww7CCw3tBBww7CCw3hBBw0juBCwjfB"
    "wg+DCwjWBw87CCw3hBBw87CCw/sBBw87CCwrtBBw00rCCw7xBBwg0CCw/pBBw8+CCwrnBBww+CCwrnBBwkhDCwzsBBwg"
    "pYCwzsBBw4yPCwj3BBwg0CCwnFBw8lECwnvBB",
    "EnuoB/lqBvuoB/kjBtzzm+sJCyw8wpnFBivrxlyEDw/1HBwkvRDwjlBBwsjDDwjlBBwuqxBDwhkDBwklBDw7jRBw8sjB"
    "DwzhCBw5uCDg35BB",
    "Dnkc/jc/iVt3gs1yGBy14m5iCCg2jCBwslCCwvjCBwgrnCCggzBBg81CCwrtBBww7CCw3tBBww7CCw3hBBw0juBCwjfB"
    "wg+DCwjWBw87CCw3hBBw87CCw/sBBw87CCwrtBBw00rCCw7xBBwg0CCw/pBBw8+CCwrnBBw0rYCwnvBB",
    "Dn0c/jc/iVt33h38GBy/ltqjICwzhCB",
    "Dv2tB/lqB/kjB/sutGBg1y7ICw3uCBww6fCwjsCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw8mCCwj3BBw8"
    "mCCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBww0BC",
    "Dn8xB/mxB/lqBvsutGBg4oXCwn2OBwo+BCw35BBw0kCCwjirBBwl+mHCwjsCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw"
    "45BCw3uCBw8mCCwj3BBw8mCCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8"
    "BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BC"
    "w3uCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCB",
    "DlipB/lqB/kjBxz2li9JB2jj3r6DCw3uCBw45BCw3uCBwot/CCwryPBw4uCCw35BBwk4zCCw7mCBwo1KCw7oTBwoaCwn"
    "uDBw0sBCw77CBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBw0hCCw7mC"
    "BwokCCwnkCBwokCCwnkCBwokCCwnkCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBw"
    "s8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8"
    "BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBw8xBC",
    "DngqB/lqB/kjB/sutGBg93gICwz0DBwsv5BCwjsCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw8mCCwj3BBw"
    "8mCCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45"
    "BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BC"
    "wjsCBws8BCw3uCBw45BCw3uCB",
    "FsirD/o/Bz19B/n4B/mxB5liovgMCmpyhx7DD6wqvg8EEwryPDw48kDEwnkCDwokCEwnkCDwokCEw7mCDwokCEwnkCDw"
    "okCEwnkCDwoaEwnuDDw0sBEw77CDwokCEw7mCDw0hCEw7mCDwokCEwnkCDwokCEwnkCDwokCEwnkCDwokCEwnkCDwokC"
    "Ew7mCDw0hCEw7mCDw4/oEBw8xBDwn5CBwovBDwn5CBwovBDwj2DB",
    "EnvuB/mxB/lqB/kjBvsutGBg4oXCwn2OBwo+BCw35BBw0kCCw7pdDwv0BCw8nGDwrqBCw8yLDwrzBCws4YDw/+BCwhyj"
    "GDwjsCCws8BDwjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw8mCDwj3BCw8mCDwjsCCws8BDwjsCCws8BDw3uCCw45BD"
    "w3uCCw45BDw3uCCw45BDw3uCCws8BDwjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCws8BDwjsCCws8BDwj"
    "sCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCws8BDwjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCC",
    "Evqa/jc/iV/hO96ono8GBizs6jjICw40dDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCws8BDwjsCCws8BDwjsCCws8"
    "BDw3uCCw45BDw3uCCw45BDw3uCCws8BDwjsCCws8BDwjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCws8BD"
    "wjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCw8xBD",
    "E3re/kjB/jc/iVtoyo4jKByyo20lCCwo4jCDwvpCCg8y+BDwjiBCwsmDDwjiBCwsmDDwjiBCwsmDDwjiBCwsmDDwjiBC"
    "wsmDDwjiBCwsjDDwzsBCw05CDw7uBCws0CDw32BCg1yBDwryPCw4uCDw35BCw4uCDw35BCw4uCDw35BCw4uCDw35BCws"
    "xCDwj3BCwsxCDw35BCw4uCDw35BCw4uCDw35BCw4uCDw35BCw4uCDw35BCwsxCDw35BCw4uCDwnkCCwokCDwnkCCwokC"
    "DwnkCCwokCDw7mCCwokCDwnkCCwokCDwnkCCwokCDwnkCCwokCDwnkCCwokCDw7mCCw0hCDw7mCCwokCDwnkCCwokCDw"
    "nkCCwokCDwnkCCwokCDwnkCCwokCDw7mCCwokCDwnkCCw4sGDwnkCCwokCDwnkCCwokCDw7mCCw0hCDw7mCCwokCDwnk"
    "CCwokCDwnkCCwokCDwnkCCwokCDwnkCCwokCDw7mCCw0hCDw7mCCwokCDwnkCCwokCDwnkCCwokCDwnkCCws8BDwjsCC"
    "ws8BDw3uCCw45BDw3uCCw45BDw3uCCws8BDwjsCCws8BDwjsCCy1zh1BDw3uCCw45BDw3uCCw45BDw3uCCws8BDwjsCC"
    "ws8BDwjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCws8BDwjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw4"
    "5BDw3uCCyuh8rBD",
    "E3gvB/mxB/lqB/kjB/sutGBw4oXCwn2OBwo+BCw35BBw0kCCwg3vHDw3uCCww6fDwjsCCws8BDwjsCCws8BDwjsCCws8"
    "BDw3uCCw45BDw3uCCw8mCDwj3BCw8mCDwjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCw45BDw3uCCws8BD"
    "wjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCws8BDwjsCCws8BDwjsCCws8BDwjsCCws8BDw3uCCw45BDw3"
    "uCCw45BDw3uCCws8BDwjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCC",
    "Hlra/jcvzY/iVvyR/hOvxKxp4r76FB2xzq7MDwzkCCo0kCD4nkCCo0kCD4nkCCogugBD435BCo4uCD435BCo4uCD435B"
    "Co4uCD435BCosxCD4j3BCosxCD4j3BCo8mCD4nkCCo4uCD435BCowuBD4v7FE43hBDokqlCE4zhCDo0XFwrSDw03VFwz"
    "hCDwotLE4vmCDoo/FFw3SDw0+HFwvfDw4sGGo/UEw0hCDogqBFw3kBDwosHFw7cDwsmDFwjiBDw0rDFw7cDwgVFw34DD"
    "w8khBFwvcDw0rDFwvfDwo5CFwzsBDwo5CFw7xBDwo5CFwnvBDw02CFw7xBDw8uxBFw8mCDwwpCFw35BDwksCFwr8BDw4"
    "uCFw35BDw4uCFw35BDw4uCFwr8BDwksCFwr8BDwksCFwr8BDw4uCFw35BDw4uCFw35BDw4uCFw35BD",
    "D3mlB/kjB/jctinsk6IByw6wy3CCwvpCBoj6BC4ruCBw9mCCwi3BBw12CCwjuBBws6CCwnvBBwo5CCwnvBBw02CCwv0B"
    "Bwg0CCwv0BBwg0CCwv0BBwg0CCwj3BBwsxCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBwsxCCwj3BBwsxCCw35BBw"
    "4uCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBwsxCCwj3BBwsxCCw7mXBw4uCCw35BBw4uCCw35BBw4u"
    "CCw35BBw4uCCwrxCBw45BCw3uCBw45BCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBwsxCCw35BBw4uCC"
    "wnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBw0hCCw7"
    "mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkC"
    "BwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBw0hCCw7mCBwokCCwnkCBw"
    "okCCwnkCBwokCCwnkCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45"
    "BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BC"
    "wjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBw8xBC",
    "Cnld/jc99q+i8GB",
    "DzokB/kjB/jc1u9ly5GB64stvxDCwztLBw0LCwjhDBw9ovCCwnkCBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkC"
    "BwokCCwnkCBwokCCwnkCBwokCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBw0hCCw7mCBw"
    "okCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBws8"
    "BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BC"
    "wjsCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3"
    "uCBw45BCw3uCBw8xBC",
    "Dj2iB/kjB/jcvrzwLBgvizECw3uCBw45BCw3uCBw45BCwrxCBw0hCCw35BBwsxCCwj3BBwsxCCw35BBw4uCCw35BBw4u"
    "CCw35BBw4uCCw35BBw4uCCw35BBwsxCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBwsxCCwj3BBwsxCC"
    "w35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBwsxCCwj3BBwsxCCw35BBw4uCCw35BBwoyBCwryPBw4uCCw3"
    "5BBw4uCCw35BBw4uCCw35BBw4uCCw35BBwsxCCwj3BBwsxCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw7mC"
    "BwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBw"
    "okCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBwokCCwnkCBwokCCwnkCBwoa"
    "CwnuDBw0sBCw77CBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBw0hCCw"
    "7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjs"
    "CBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCB"
    "ws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBw8xBC",
    "G8m7CjxtC/qtC/pmC/o/B/n4B5liovgMBmgyix7DC6/0vg8EDwryPCw48kDDwnkCCwokCDwnkCCwokCDw7mCCwokCDwn"
    "kCCwokCDwnkCCwoaDwnuDCw0sBDw77CCwokCDw7mCCw0hCDw7mCCwokCDwnkCCwokCDwnkCCwokCDwnkCCwokCDwnkCC"
    "wokCDw7mCCw0hCDw7mCEwnkCFwnkCEwokCFwnkCEwokCFwnkCEws8BFwjsCEws8BFw3uCEw45BFw3uCEw45BFw3uCEws"
    "8BFwjsCEws8BFwjsCEws8BFw3uCEw45BFw3uCEw45BFw3uCEws8BFwjsCEws8BFwjsCEws8BFwjsCEws8BFw3uCEw45B"
    "Fw3uCEw45BFw3uCEws8BFwjsCEws8BFwjsCEws8BFw3uCEw45BFw3uCEw45BFw3uCEw8xBF",
    "DnmP/hO/gHtz6s1yGByt2m5iCCg2jCBwslCCwvjCBwgrnCCggzBBg81CCwrtBBww7CCw3tBBww7CCw3hBBw0juBCwjfB"
    "wg+DCwjWBw87CCw3hBBw87CCw/sBBw87CCwrtBBw00rCCw7xBBwg0CCw/pBBw8+CCwrnBBww+CCwrnBBwkhDCwzsBBws"
    "opBCwj3BBwg0CCwzCBwwoECwnvBB",
    "E12vB/mxB/lqB/kjBvqzwLBgvizECw3uCBw45BCw3uCBwot/CCwryPBw4r8CCwnkCBwokCCwnkCBwokCCwnkCBwokCCw"
    "nkCBwokCCw7mCBwokCCwnkCBwokCCwnkCBwoaCwnuDBw0sBCw77CBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkC"
    "BwokCCwnkCBwokCCwnkCBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBws8BCwjsCBws8BCw3uCBw"
    "45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8"
    "BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBw8xBC"
    "wn5CBwovBCwn5CBwovBCwn5CBw8xBCwvoED",
    "EvvvB/mxB/lqB/kjBvqzwLBgvizECw3uCBw45BCw3uCBwot/CCwryPBw4r8CCwnkCBwokCCwnkCBwokCCwnkCBwokCCw"
    "nkCBwokCCw7mCBwokCCwnkCBwokCCwnkCBwoaCwnuDBw0sBCw77CBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkC"
    "BwokCCwnkCBwokCCwnkCBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBws8BCwjsCBws8BCw3uCBw"
    "45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwvoEDw3uCCw45BDw3uCCw45BDw3uCCws8BDwjsCCws8BDwjsCCws8BDwjs"
    "CCws8BDw3uCCw45BDw3uCCw45BDw3uCCws8BDwjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCw8xBD",
    "ElxvB/mxB/lqB/kjBvqzwLBgvizECw3uCBw45BCw3uCBwot/CCwryPBw4r8CCwnkCBwokCCwnkCBwokCCwnkCBwokCCw"
    "nkCBwokCCw7mCBwokCCwnkCBwokCCwnkCBwoaCwnuDBw0sBCw77CBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkC"
    "BwokCCwnkCBwokCCwnkCBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBws8BCwjsCBws8BCw3uCBw"
    "45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8"
    "BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwvoEDw3uCCw45BDw3uCCw45BDw3uCCw8xBD",
    "En+wB/mxB/lqB/kjBvsutGBg4oXCwn2OBwo+BCw35BBw0kCCwogyIDwjsCCws8BDwjsCCwwoEBws8BCw3uCBw45BCw3u"
    "CBw8mCCwj3BBw8mCCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCB"
    "ww0BCwn5CBwovBCwn5CBwovBCwn5CBwovBCwn5CBwovBCwn5CBwovBCwn5CBw8xBCwn5CBwovBCwn5CBwovBCwn5CBwo"
    "vBCwn5CBwovBCwn5CBw8xBCwn5CBwovBCwvoED",
    "Fv7Zn8Zn7ZvzY/iV9oxz+9GByh9lp6CCi+g/toBDyglg3yEE",
    "Djx0B/mxB/lqBvqzwLBgvizECw3uCBw45BCw3uCBwot/CCyxy2jHBwkiBCwzkCBy+6690CCwnkCB",
    "E/8hB/kjB37hB/jc91gn+sJCy1y65lDBy60mr5HDwzhCBwokCDwnkCBwokCDwnkCBwokCDwnkCBwokCDwnkCBgt8BDg4"
    "uCBg45BDg4uCBg45BDg4uCBgs8BDgksCBgs8BDgksCBgs8BDg4uCBg45BDg4uCBg45BDg4uCBgs8BDgksCBgs8BDgksC"
    "Bwv6fDw3uCBw45BDw3uCBwh/WDwn5CBwovBDwn5CBwovBDwn5CBwovBDwn5CBws6FD",
    "C36c/jctqsmy5GB",
    "D/4f/kjB/jc9t5r1yGBiu/m5iCCg2jCBwslCCwvjCBwgrnCCggzBBg81CCwrtBBww7CCw3tBBww7CCw3hBBw0juBCwjf"
    "Bwg+DCwjWBw87CCw3hBBw87CCw/sBBw87CCwrtBBw00rCCw7xBBwg0CCw/pBBw8+CCwrnBBwkn3CCw7gXB",
    "Dv+d/jc/iV9i9r1yGBih1m5iCCg2jCBwslCCwvjCBwgrnCCggzBBg81CCwrtBBww7CCw3tBBww7CCw3hBBw0juBCwjfB"
    "wg+DCwjWBw87CCw3hBBw87CCw/sBBw87CCwrtBBw00rCCw7xBBwg0CCw/pBBw8+CCwrnBB",
    "F3nhB/kjBpkhB/jc/iVtgin+sJCmpppqrCBuh+krYC2u9/nIDu/u8gDC2gmw3eDuvlmmCBws5BDwvvCBws5BDwvvCBws"
    "5BDwvvCBws5BDw7vCBws5BDw/2pBBw8WDw/+TBgkTDgw67CEwj3BDwo5CEwnvBDwwpCEw35BDw4uCEw35BDwsxCEwj3B"
    "DwksCEwr8BDwsxCEwj3BDwsxCEw35BDw4uCEw35BDw4uCEw35BDwsxCEwj3BDwsxCEwj3BDwsxCEw35BDw4uCEw35BDw"
    "4uCEw35BDw4uCEw35BDwsxCEwj3BDwsxCEwj3BDwsxCEwnkCDwokCEw35BDw4uCEw35BDwsxCEwj3BDw8mCEwzhCDwsx"
    "CEw35BDw4uCEw35BDw4uCEw35BDw4uCEw35BDwsxCEwj3BDwsxCEw/+BDwwpCEw35BDwwpCEw7mCDw8mCEw35BDwsxCE"
    "wj3BDwsxCEwj3BDwsxCEwj3BDwsxCEw35BDw4uCEw35BDw4uCEw35BDwsxCEwj3BDwsxCEw/+BDwwpCEw35BDw4uCEwz"
    "hCDw8mCEw3uCDwsnBEwv+CDwovBEwn5CDw8xBEwz2CDw8xBEw/mHDwkiBE",
    "DnxtB/lqB/kjBttv6m2JByprqnsDCwj3BBwp3GCwvpCBwgtvCCw7xBBw82SCwryPBwg0CCw35BBwwpCCw35BBw4uCCw3"
    "5BBw4uCCw35BBw4xCCw/4BBwkvCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBwsxCCw35BBw4uCCw35B"
    "Bw4uCCw35BBw4uCCwnkCBwokCCw35BBwsiLCwj3BBwsiLCg8mCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBg"
    "okCCg8mCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCg8mCBg0hCCg8mCBgokCCgokCBgokCCgokCBgok"
    "CCgokCBgokCCgokCBgokCCg8mCBg0hCCg8mCBgokCCgokCBgokCCgokCBgokCCgokCBgs8BCgksCBgs8BCg4uCBg45BC"
    "g4uCBg45BCg4uCBgs8BCgksCBgs8BCgksCBgs8BCg4uCBg45BCg4uCBg45BCg4uCBgs8BCgksCBgs8BCgksCBgs8BCgk"
    "sCBgs8BCg4uCBg45BCg4uCBg45BCg4uCBgs8BCgksCBgs8BCgksCBgs8BCg4uCBg45BCg4uCBg45BCw3uCBw8xBC",
    "DA/lqB/kjB/v03BBgszhCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCC"
    "wnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBws8BCwjsCBws8BCw3"
    "uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsC"
    "Bws8BCwjsCBws8BCw3uCBw45BCwn3GBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBw8xBC",
    "DvrQ/iV/hO9o4s1yGBilin5iCCg2jCBwslCCwvjCBwgrnCCggzBBg81CCwrtBBww7CCw3tBBww7CCw3hBBw0juBCwjfB"
    "wg+DCwjWBw87CCw3hBBw87CCw/sBBw87CCwrtBBw00rCCw7xBBwg0CCw/pBBw8+CCwrnBBww+CCwrnBBwkhDCwzsBBws"
    "opBCwj3BBwg0CCwzCBwwoECwnvBB",
    "D3hxB/mxB/lqBt8szgyHByu84uvBCwvpCBwzpxBCw35BBw4uCCw35BBw4uCCw35BBwsxCCwj3BBwsxCCw35BBw83KCwn"
    "kCBwokCCwzhCBw8mCCwnkCBw8mCCwnkCBwokCCwnkCBwhtBCwryPBwwpCCwnkCBwwpCCw35BBw4uCCw35BBw4uCCw35B"
    "BwsxCCwj3BBwsxCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBwsxCCw35BBw4uCCw35BBwo3GCwnkCBw"
    "okCC",
    "DA/lqB/kjB/zz/CBgwypDCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCC"
    "wnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBws8BCwjsCBws8BCw3"
    "uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsC"
    "Bws8BCwjsCBws8BCw3uCBw45BCwn3GBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw75GB",
    "Dv0Z/jc/iV92ls1yGBi19m5iCCg2jCBwslCCwvjCBwgrnCCggzBBg81CCwrtBBww7CCw3tBBww7CCw3hBBw0juBCwjfB"
    "wg+DCwjWBw87CCw3hBBw87CCw/sBBw87CCwrtBBw00rCCw7xBBwg0CCw/pBBw8+CCwrnBBwkn3CC",
    "EpkhB/kjB/jc/iVp349zhHBuh+krYA2u9/nICu/u8gDA2gmw3eCuvlmmCBws5BCwvvCBws5BCwvvCBws5BCwvvCBws5B"
    "Cw7vCBws5BCw/2pBBw8WCwv9QDw7QCw0wCBgkTCgw67CDwj3BCwo5CDwnvBCwwpCDw35BCw4uCDw35BCwsxCDwj3BCwk"
    "sCDwr8BCwsxCDwj3BCwsxCDw35BCw4uCDw35BCw4uCDw35BCwsxCDwj3BCwsxCDwj3BCwsxCDw35BCw4uCDw35BCw4uC"
    "Dw35BCw4uCDw35BCwsxCDwj3BCwsxCDwj3BCwsxCDwnkCCwokCDw35BCw4uCDw35BCwsxCDwj3BCw8mCDwzhCCwsxCDw"
    "35BCw4uCDw35BCw4uCDw35BCw4uCDw35BCwsxCDwj3BCwsxCDw/+BCwwpCDw35BCwwpCDw7mCCw8mCDw35BCwsxCDwj3"
    "BCwsxCDwj3BCwsxCDwj3BCwsxCDw35BCw4uCDw35BCw4uCDw35BCwsxCDwj3BCwsxCDw/+BCwwpCDw35BCw4uCDwzhCC"
    "w8mCDw3uCCwsnBDwv+CCwovBDwn5CCw8xBDwz2CCw8xBDw/mHCwkiBDwrmDCwkiBDwrmDCwkiBDwn5CCw45BDw3uCCw4"
    "5BDw3uCCw45BDw3uCCws8BD",
    "Fv4gB/kjB/5gBv0f/jc9+in+sJCirlh2iFBiupoq+DEwrtBBwksLD4nsBBoo8CD4zgBBowqDD43eBo4pDD4vfBogpDD4"
    "7fBo0oDEwkqvDBgkNE",
    "Dn7V/iV/hOtpts1yGByl3m5iCCg2jCBwslCCwvjCBwgrnCCggzBBg81CCwrtBBww7CCw3tBBww7CCw3hBBwgytBCw3wB"
    "Bwg+DCwjWBw87CCw3hBBw87CCw/sBBw87CCwrtBBw00rCCw7xBBwg0CCw/pBBw8+CCwrnBBww+CCwrnBBwkhDCwzsBBw"
    "w+CCwzsBBw87CCw/pBBwkhDCw3kBBwkhDCwnvBBwo5CCwnvBBwo5CCwzsBBwo5CCw7xBBwg3CCw32BBwg0CCw7xBBwg0"
    "CCwj3BBwg0CCw7xBBwo5CCwnvBBwkhDCwrnBBw87CCwzsBBw8hDCwnpBBwo5CCwnvBBwkhDCw/pBBw02CCwnvBBw87CC"
    "wzsBBw87CCwnvBBwo5CCwnvBBwo5CCw7xBBwo5CCwzsBBw87CCwzsBBw87CCwnvBBwo5CCwnvBBwo5CCwnvBBwo5CCwn"
    "vBBwkhDCwrnBB",
    "EvpK/hO/gHA98z9/oGBilipzvHCg0hCBgnkCDwnkCCgokCDgokCCgokCDgokCCgokCDg8mCCgokCDgokCCgokCDgokCC"
    "gokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDgokCCg8"
    "mCDg4uCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3B"
    "DgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg"
    "4uCCg45BDg4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsx"
    "CCgwoEB",
    "FuqpDxt/B/o/B/n4B/mxB5liovgMBo2xsED+gnvg8EEwryPDw48kDEwnkCDwokCEwnkCDwokCEw7mCDwokCEwnkCDwok"
    "CEwnkCDwoaEwnuDDw0sBEw77CDwokCEw7mCDw0hCEw7mCDwokCEwnkCDwokCEwnkCDwokCEwnkCDwokCEwnkCDwokCEw"
    "7mCDw0hCEw7mCCgpkCDwnkCCwokCDwnkCCwokCDwnkCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCws8BDwjs"
    "CCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCws8BDwjsCCws8BDwjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCC"
    "w45BDw3uCCws8BDwjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCw8xBD",
    "F32YvzY31RvyRvxKt+9ksmGCw38BAwsuCCwvpCAgznCCwjlBAwgjDCwnkCAwokCCwnkCAw8mCCwzhCAw8mCCwzhCAw8m"
    "CCwzhCAw8mCCwzhCAw8mCCwnkCAwokCCwnkCAw8mCCwzhCAw8mCCwzhCAw8mCCwzhCAw8mCCwzhCAw8mCCwnkCAw8mCC"
    "wzhCAw8mCCwzhCAgh5BByn5lMDwzhCBgxpCDwj3BBwsxCDwj3BBwsxCDwj3BBwg0CDwv0BBwg0CDwj3BBwsxCDwj3BBw"
    "sxCDwowOBwg0CDwj3BBwsxCDwj3BBwsxCDwj3BBwsxCDwj3BBwg0CDwj3BBwksCDw35BBw4uCDw35BBw4uCDw35BBw4u"
    "CDw35BBw4uCDw35BBwsxCDw35BBw4uCDw35BBw4uCDw35BBw4uCDw35BBw4uCDw7mCBwokCDwnkCBwokCDwnkCBwokCD"
    "wnkCBwokCDwnkCBwokCDw7mCBw0hCDw7mCBwokCDwnkCBwokCDwnkCBwokCDwnkCBwokCDwnkCBwokCDw7mCBwokCDwn"
    "kCBwokCDwnkCBwokCDwnkCBwokCDwnkCBwokCDw7mCBw0hCDw7mCBwokCDwnkCBwokCDwnkCBwokCDwnkCBwokCDwnkC"
    "BwokCDw7mCBw0hCDw7mCBwokCDwnkCBwokCDwnkCBwokCDwnkCBy1zh1BDwjsCBws8BEg3uCBg55BDw3uCBw45BDw3uC"
    "Bws8BDwjsCBws8BDwjsCBws8BDw3uCBw45BDw3uCBw45BDw3uCBws8BDwjsCBws8BDwjsCBws8BDwjsCBws8BDw3uCBw"
    "45BDw3uCBw45BDw3uCBws8BDwjsCBws8BDwjsCBws8BDw3uCBw45BDw3uCBw45BDw3uCBw8xBDwn5CBwovBDwn5CBwov"
    "BDwn5CBw8xBDwn5CBwovBDy6yuuCB",
    "C3sd/jctmrmy5GB",
    "C/yc/jc9p4pm6GB",
    "C/te/jc9zo+i8GB",
    "Cv2c/jc9i4pm6GB",
    "DvxyB/mxB/lqB98pzgyHBiv54uvBCwvpCBw41jDCwryPBw4uCCw/+BBwwpCCw35BBw4uCCw35BBw4uCCw35BBwwvgBCw"
    "nkCBw4sGCwnkCBwokCCw35BBwsxCCwj3BBw0rtBC",
    "Dn8oB/lqB/kjBt309s3FByzx0z4HCwj3BBwsxCCwj3BBwssrCCwviBB",
    "D3ngB/jc/iVtgo8/oGBy8io94ICwnkCBwokCCwnkCBw8mCCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCB"
    "ws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBw8"
    "xBC",
    "Cnpe/jct9o+i8GB",
    "D325B/n4B/mxBtip0wjKBy2m6+gECwvpCBw41jDCwryPBw4uCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBwsxCCwj"
    "3BBwsxCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBwsxCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35B"
    "Bw4uCCw35BBwsxCCwj3BBwsxCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkCBw"
    "okCCwnkCBwokCCwnkCBwokCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBw0hCCw7mCBwok"
    "CCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBw0hCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBws8BC"
    "wjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwj"
    "sCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uCBw45BCw3uCBws8BCwjsCBws8BCwjsCBws8BCw3uCBw45BCw3uC"
    "Bw45BCw3uCBw8xBC",
    "E3p/B/o/B/n4B/mxBts1r+kIByihysiCCwvpCBw4uCCw+7BBwhr/CCwryPBwj4zCDg8mCBg0sBCw8z8BDwnkCCwokCDw"
    "nkCCwokCDw7mCCw0hCDw7mCCwokCDwnkCCwokCDwnkCCwokCDwnkCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3u"
    "CCws8BDwjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCws8BDwjsCCws8BDwjsCCws8BDwjsCCws8BDw3uCC"
    "w45BDw3uCCw45BDw3uCCws8BDwjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCw8xBDwn5CCwovBDwn5CCwo"
    "vBDwn5CCw8xBDwn5CCwovBDwn5CCwovBDwn5CCwovBDwn5CCwovBDwn5CCwovBDwn5CCw8xBDwn5CCwovBDwn5CCwovB"
    "Dwn5CCwovBDwn5CCwovBD",
    "EionD9vhC/o/B/n4B5liovgMB695hx7DCm+wvg8EDwryPCw48kDDwnkCCwokCDwnkCCwokCDw7mCCwokCDwnkCCwokCD"
    "wnkCCwoaDwnuDCw0sBDw77CCwokCDw7mCCw0hCDw7mCCwokCDwnkCCwokCDwnkCCwokCDwnkCCwokCDwnkCCwokCDw7m"
    "CCw0hCDw7mCCwokCDwnkCCwokCDwnkCCwokCDwnkCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCws8BDwjsCC"
    "ws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCws8BDwjsCCws8BDwjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw4"
    "5BDw3uCCws8BDwjsCCws8BDwjsCCws8BDw3uCCw45BDw3uCCw45BDw3uCCw8xBD",
    "DAgo4BgrtC/7oEBgtzuFCw2zBBw5hHCw7rBBw/+TCws9FBw5uCCgq8BBwtrCCwu6BByn7mlCCyi3g1BBy9q+iCCyi3g1"
    "BBy9q+iCCy4si0BB",
    "DAgljBgnxB//v3BCwoshBAwvmSCw5nuFBwg2BCwv/GBw8rBC",
    "CAgqmC/ruiDBgvxVAgxxUB",
    "DAgqmCgrtC/vqsJBg0soCCg0hCBgr0IAg9h8DBgoxzCCgokCBg4uCCg8xBBg02CCg8xBBg02CCgw0BBg02CCg0sBBg87"
    "CCgovBBgo5CCgovBBgo5CCgovBBgo5CCg8xBBgo5CCgovBBgo5CCgovBBgo5CCgovBBgo5CCgovBBgo5CCgovBBgo5CC"
    "g45BBgsxCCgk3BBgsxCCgovBBgo5CCgovBBgo5CCgovBBg02CCgk3BBgg0CCgk3BBgg0CCgw0BBgg0CCgw0BBgg0CCg4"
    "5BBg8mCCg0hCBg8mCCg0hCBg8mCCg0hCBg8mCCg0hCBg8mCCgokCBg8mCCg0hCBg8mCCg0hCBg8mCCg0hCBg8mCCg0hC"
    "Bg45BCg4uCBgwpCCg0hCBg8mCCg0hCBg8mCCg0hCBg8mCCg0hCBg8mCCgokCBgokCCg0hCBgwpCCgokCBgokCCgokCBg"
    "okCCg4sGB",
    "DAgljBgmqB/r/jCCg+puHB",
    "DAgs0Cgt7C/397BBgn0wCCggqBBg87CCg8xBBgo5CCgovBBgo5CCgovBBgo5CCgovBBgo5CCgovBBgo5CCgovBBgo5CC"
    "g8xBBgo5CCgovBBgo5CCgovBBgo5CCgovBBgo5CCgovBBgo5CCgovBBgo5CCg8xBBgo5CCgovBBgsxCCgs8BBgksCCgs"
    "8BBgksCCgs8BBgksCCgg/BBgwpCCgg/BBgwpCCgg/BBgwpCCgg/BBgksCCgs8BBgksCCgs8BBgksCCgg/BBgwpCCgg/B"
    "BgwpCCgg/BBgksCCgs8BBgksCCgs8BBgksCCgg/BBgwpCCgg/BBgwpCCgg/BBgwpCCgg/BBgwpCC",
    "EA/jc/iV/hO/3sVCwlWBww1CCwrzBBww1CCwr/BBwokCCw7mCBwokCCwnkCBwokCCwjtSDw3kBCw4niBBw48BCw35BBw"
    "4uCCw35BBwsxCCwj3BBwsxCCwj3BBwsxCCwnkCBwokCCw35BBw4uCCw35BBwsxCCwj3BBw8mCCwzhCBwsxCCw35BBw4u"
    "CCw35BBw4uCCw35BBw4uCCw35BBwsxCCwj3BBwsxCCw/+BBwwpCCw35BBwwpCCw7mCBw8mCCw35BBwsxCCwj3BBwsxCC"
    "wj3BBwsxCCwj3BBwsxCCw35BBw4uCCw35BBw4uCCw35BBwsxCCwj3BBwsxCCw/+BBwwpCCw35BBw4uCCwzhCBw8mCCw3"
    "uCBwsnBCwv+CBwovBCwn5CBw8xBCwz2CBw8xBCw/mHBwkiBC",
    "CA/iVgozdB",
    "Fw9xCw7wCgs0Cw83Cgt7C9qzly8LBiomr/9GDwzsBBwg0CC435BBo4uCC435BBo4uCC435BBo4uCC4r8BBoksCC4r8BB"
    "oksCC4jsCBo45BC43uCBo45BC43uCBo45BC43uCBo45BC43uCBo45BC4rxCBok3BC4rxCBo45BC479xEEggqBCg87CEg"
    "8xBCgo5CEgovBCgo5CEgovBCgo5CEgovBCgo5CEgovBCgo5CEgovBCgo5CEg8xBCgo5CEgovBCgo5CEgovBCgo5CEgov"
    "BCgo5CEgovBCgo5CEgovBCgo5CEg8xBCgo5CEgovBCgsxCEgs8BCgksCEgs8BCgksCEgs8BCgksCEgg/BCgwpCEgg/BC"
    "gwpCEgg/BCgwpCEgg/BCgksCEgs8BCgksCEgs8BCgksCEgg/BCgwpCEgg/BCgwpCEgg/BCgksCEgs8BCgksCEgs8BCgk"
    "sCEgg/BCgwpCEgg/BCgwpCEgg/BCgwpCEgg/BCgwpCE",
    "CAgjV//p3BB",
    "CAgiOw852EB",
    "DAgljBgnxB/zxzBCws06EAwvmDCwx18DB",
    "EwoGghHgiOgjV9g+s3gJBit1t62CCws5BBg9pCCg45BBg4uCCg45BBgwm8CCgsiLBgk3BCg8mCBgokCCgokCBgokCCwv"
    "TDgkuBCw0UBgk3BCggiCBw8jCCwjNDwrSCw4kBBgwpCCgg/BBg8mCCg0hCBggziECg0hCBgokCCgokCBgokCCgokCBgo"
    "kCCgokCBgokCCg8mCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCg8mCBgokCCgokCBgokC"
    "CgokCBgokCCgokCBgokCCgokCBgokCCgokCBg8mCC",
    "C0iVgjVl1n2nrCB",
    "EoikBgljBgmqBgnxBtkk05rFByqzziXCwjr5GDwzkCCwokCDwzkCCwokCDwzkCCw0kCDgpkCCgokCDgokCCgokCDgokC"
    "CgokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCwwoEBggqBCwnaDgokCCgokCDgokCCgokCDgokCCgokCDgokCCg8"
    "mCDg4uCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCg73y"
    "CB",
    "Dg7QgiOgjV9lph3yEBiij1z/ECw7rBBwwvCCwr5BBwwvCCwr5BBw8vCCw/kCBw8jCCwr5BBwkvCCwr5BBw06bCwzkCBw"
    "slCCwnkCBwokCCwnkCBwokCCw7mCBw8vCCwz4BBwksCCwr8BBw4oCCwj9BBwwpCCwzhCBwokCCwnkCBwokCCw/+BBwks"
    "CCgs8BBgksCCgg/BBgwpCCgg/BBgwpCCgg/BBgorDCg8fBgwmCCg0kCBg8jCCg0kCBgokCCgokCBgokCCg4uCBg45BCg"
    "ksCBgg/BCgokCBgokCCg4uCBg45BCg4uCBg45BCgsxCBgk3BCgsxCBgk3BCgsxCBg45BCg4uCBg45BCwnsHBw4kBCgsx"
    "CBgk3BCgsxCBg45BCg4uCBg45BCg4uCBg45BCg4uCBg45BCg4uCBg45BCgsxCBgk3BCgsxCBg0sBC",
    "FomzCgrtCgs0Cgt7CguiDtsi35rFCykvziXDwjr5GEwzkCDw8oECwokCDwzkCCw0kCDgpkCCgokCDgokCCgokCDgokCC"
    "gokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCwwoEBggqBCwnaDgokCCgokCDgokCCgokCDgokCCgokCDgokCCg8m"
    "CDg4uCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BD"
    "gsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCwkrEBgk3BC",
    "EgyXgkcgljBgmqB9jrz5rFBisoziXCw3v7GDw7oECwokCDwzkCCw0kCDgpkCCgokCDgokCCgokCDgokCCgokCDgokCCg"
    "okCDgokCCgokCDgokCCgokCDg8mCCwwoEBggqBCwnaDgokCCgokCDgokCCgokCDgokCBwokCCgokCBg8mCCg4uCBg45B"
    "Cg4uCBg45BCg4uCBg45BCgsxCBgk3BCgsxCBgk3BCgsxCBg45BCg4uCBg45BCg4uCBg45BC",
    "Ew5agkcgljBgmqB9yxz5rFBi7uziXCwjr5GDwvtGCwokCDwzkCCw0kCDgpkCCgokCDgokCCgokCDgokCCgokCDgokCCg"
    "okCDgokCCgokCDgokCCgokCDg8mCCwwoEBggqBCwnaDgokCCgokCDgokCCgokCDgokCCgokCDgokCCg8mCDg4uCCg45B"
    "Dg4uCCg45BDg4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCC",
    "E4rbgkcgljBgmqBt3yz5rFBy/vziXCwjr5GDwzkCCwokCDwzkCCwokCDwzkCCw0kCDgpkCCgokCDgokCCgokCDgokCCg"
    "okCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCwwoEBggqBC",
    "FgrYgjVgkcgljBgmqB91sz5rFBig4ziXDg3v7GEw7oEDwokCEwzkCDw0kCEgpkCDgokCEgokCDgokCEgokCDgokCEgok"
    "CDgokCEgokCDgokCEgokCDgokCEg8mCDwwoECggqBDwnaEgokCDgokCEgokCDgokCEgokCDgokCEgokCDg8mCEg4uCDg"
    "45BEg4uCDg45BEg4uCDwkrECgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BD",
    "Eo6Ug6UgjVgkctkuq+sJBygrsqpDCiurhgyHDwr5BCw8jCDw/kCCw0kCDwzkCCwokCDw8jCCgokCDgokCCgokCDgokCC"
    "gokCDgokCCgokCDgokCCgokCDg8mCCg1kCDg0kCCg0kCDg0kCCgokCDg0kCCgokCDg0kCCgokCDg0kCCg0kCDg0kCCgo"
    "kCDg0kCCgokCDg0kCCgokCDg0kCCg0kCDg0kCCgokCDg0kCCgokCDg0kCCgokCDg0kCCg0kCDg0kCCgokCDg0kCCgokC"
    "Dg0kCCgokCDg0kCC",
    "E42XgjVwzYgkcttzkhrDCy2s/mJD4j05DB",
    "E4rXgjVgkcgljBt3qz5rFByh3jw7DCw7inDDwzkCCwokCDwzkCCwokCDwzkCCw0kCDgpkCCgokCDgokCCgokCDgokCCg"
    "okCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCwwoEBgokCCg1kRDg4uCCw35BDg4uCCg45BDg4uCCg45BDgsxCCgk3"
    "BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BD"
    "g4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDg4uCC",
    "C4jvBgnxBtn4sl7FB",
    "EoonBgmqBgnxBgo4Btgi0q8FBykjzznBCwjr5GDwzkCCwokCDwzkCCwokCDwzkCCw0kCDgpkCCgokCDgokCCgokCDgok"
    "CCgokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCwwoEBggqBCwnaDgokCCgokCDgokCCgokCDgokCCgokCDwyXCg2"
    "sBBg8mCCg4uCBg45BCg4uCBg45BCg4uCBg45BCgsxCBgk3BCgsxCBgk3BCgsxCBg45BCg4uCBg45BCg4uCBg45BCgsxC"
    "Bgk3BCgsxCBgk3BCgsxCBgk3BCgsxCBg45BCg4uCBg45BCg4uCBg45BCgsxCBgk3BCw7qPBwoiGC",
    "Dw0QgiOgjV9o9pyyKBilh1r3ECwjvCBwg8BCwzkCBwohCCwvpCBwwpCCwj3BBws9vECwr5BBwwvCCwr5BBwwvCCwr5BB"
    "w8vCCwr5BBwwvCCwr5BBw88tBCw7lBBwwvCCwr5BBwwvCCwr5BBwwvCCwr5BBw8vCCwr5BBwwvCCwr5BBwkvCCwr5BBw"
    "g9XCw/+BBw8pCCw/+BBw8pCCw/+BBw8pCCw/+BBw81CCwrzBBwotCCwz7BBw8pCCw/+BBw8pCCw/+BBwoqCCwv6BBw0h"
    "CCwnkCBwokCCwnkCBwokCCwnkCBw8mCCwnkCBwokCCwnkCBwokCCwnkCBwokCC",
    "Eg/iBgljBgmqBgnxB99h05rFBikxziXCwjr5GDwzkCCwokCDwzkCCwokCDwzkCCw0kCDgpkCCgokCDgokCCgokCDgokC"
    "CgokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCg09DBwr0CCw/+BBwwpCCw/+BBwwpCCw/+BBwwpCCw/+BBwwpCCw"
    "zhCB4pkCCw3uCBw45BCw3uCBw45BCwrxCBwk3BCwrxCBwk3BCwrxCBw45BCw3uCBw45BCw3uCBw45BCwrxCBwk3BC",
    "D471Bw30Bgo4Bt39v9kFByolq3ZC",
    "FwtpBs0lBw1mBgtpBw2tB96nvxyNDihzur6BBqxxutnEC6tvuvmEEw30CCw8oBEwvrNC",
    "Egm1Bgo4Bgp/BgqmC9rmgp8FBisr+xnBCwjr5GDwzkCCwokCDwzkCCwokCDwzkCCw0kCDgpkCCgokCDgokCCgokCDgok"
    "CCgokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCwwoEBggqBCwnaDgokCCgokCDgokCCgokCDgokCCgokCDgokCCg"
    "8mCDg4uCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3"
    "BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDw7qPBgpiGC",
    "EojyBgnxBgo4Bgp/Bt2xgryHByou/twICwvuWDwzkCCw0kCDwnkCCwokCDwnkCCwokCDwnkCCwokCDwnkCCwokCDwnkC"
    "CwokCDwnkCCwokCDw7mCCwokCDwnkCCwokCDwnkCCwokCDwnkCCwokCDwnkCCwokCDwnkCCw8mCDwnkCCwokCDwnkCCw"
    "okCDwnkCCwhiLDw35BCwokCDwnkCCwokCDwnkCCwokCDwnkCCwokCDwnkCCwokCDw7mCCw8qkBDwmkCCwpkCDwmkCC",
    "Du94Bgo4Bgp/B568tyjIB+q/q4kCCwjgCBw8u4CCwnyBBws5BCw/2CBw4hBCwnrPBw0/CCwj0BBwwpCCw/qCBwokCCwr"
    "5BBwwvCCwjKBw5i+ECw7xBBw4uCCw35BBwsxCCwj3BBwsxCCw35BBw4uCCw35BBw4uCCw35BB",
    "F4tlBoulBw1mBgmqBw2tBt7mryyKBi/j55hDCyh/ivnED4z5CE48rNCwvz4GE435BDo4woBC",
    "GosqBw1mBgtpBgmqBw2tBgnxBto5r+sJCy+/n1iGEitqvqCBw8oBEwv7mBD4ji3HFgkpCD",
    "DwgRgiOgjV9w0qj8FBihk0jBCw/+BBwwpCCw/+BBwwpCCw/+BBwwpCCwzhCBwwhlFCwj6BBwwvCCw/4BBwowCCwr5BBw"
    "wvCCw/4BBwotCCw/7BBwwvCCwr5BBw8vCCwr5BBwwvCCwr5BBwwvCCwr5BBwwvCCwr5BBw8vCCwr5BBwwvCCwr5BBwwv"
    "CCwr5BBwwvCCwr5BBw8vCCwr5BBwwvCCwjuBBw46CCwjuBBws2TCwzhCBw0nCCwzhCBw08FCwj4CBw01BCwv7CBwgzBC"
    "wn2CBw04BCw/kCBwokCCwnkCBwzkCCwzkCBwonCCw/hCBwgiCCwzkCBwwmCCwzkCBwokCCwzkCBw0kCCwzkCBw8jCCw/"
    "kCBwwjCCwrlCBwokCCwzkCBw0kCCwzkCBwokCCwzkCBwokCCwzkCBwokCCwzkCBw0kCCwzkCBwokCCwzkCBwokCCwnhC"
    "Bw8mCCwrxCBw45BCwjvCBw42BCwrxCBw45BCw3uCBw45BCw3uCBw45BCw3uCBw45BCw3uCBw45BCwrxCBwk3BCwrxCBw"
    "k3BCwrxCBw45BCw3uCBw45BCw3uCBw45BCw3uCBw45BCwrxCBwk3BCwrxCBwk3BC",
    "D476Bgo4Bgp/B/vo4HBw3ghECgsryEBw0qoDC",
    "Cw9Zgkc9qmrj8FB",
    "EgogBgljBgmqBgnxB9v8z5rFBi2rziXCwjr5GDwzkCCwokCDwzkCCwokCDwzkCCw0kCDgpkCCgokCDgokCCgokCDgokC"
    "CgokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCwghEB",
    "Do9PgiOgjVt6hni1FBy2x09oGCwnkCBwgxCCw73BBwohCCwzhCBw8mCCwzkCBw8jCCwnkCBw8mCCwzhCBwokCCwnkCBw"
    "okCCwnkCBwokCCwnkCBwokCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBwok"
    "CCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBw8mCCwnkCBwokCCwnkCBwokCCw5uCBg45BCgsxCBgk3BC"
    "gsxCBgk3BCgsxCBg45BCg4uCBg45BCg4uCBg45BCgsxCBgk3BCgsxCBgk3BCgsxCBgk3BCgsxCBg45BCg4uCBg45BCg4"
    "uCBg45BCgsxCBgk3BCgsxCBgk3BCgsxCBg45BCg4uCBg45BCg4uCBg45BCg4uCBg45BCg85GB",
    "DglQgiOgjV9p11wkIBiqkkn1ECg4tBBg0RCg4rIBg04BCgowCBgg5BCgowCBgo+BCg0qCBgo+BCg0qCBgjhtBCw/1BBw"
    "wvCCwr5BBgxvCCwg5BBwnwCCwg5BBw7vCCwg5BBw7vCCwg5BBw7vCCwg5BBwnwCCwg5BBw7vCCwg5BBw7vCCws5BBwvv"
    "CCgjNBw8qeCw3kBBw8mCCw7xBBw0iVCg4PBg4yPCggqBBg02CCwv0BBwkhDCw/pBBwwyCCwz4BBw4uCCwj3BBwo5CCwn"
    "vBBwksCCw35BBw4uCCwr8BBw4uCCwr8BBwguCCwv6BBwguCCw73BBw0wCCwv6BBw0wCCgg/BBgwpCCgg/BBgwpCCgg/B"
    "Bg4uCCwnkCBw8mCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCgg/BBgwpCCwwgCBwjjCCwnhCBw0nCCw89BBw"
    "7pCCw35BBw4uCCgs8BBynynjCCymvktBBy575sCCy2omoBBw46CCg0hCBg8mCCwnkCBwokCCw3uCBwk6BCgsuCBwk6BC"
    "wrxCBwk3BCwrxCBwk3BCwrxCBgs5BCwjvCBw45BCg4uCBg45BCggxCBg83BCwgxCBwokCCwnkCBw0hCCw7mCBwg/BCwv"
    "pCBw45BCw3uCBw45BCwrxCBwk3BCwrxCBwk3BCwrxCBw45BCw3uCBw45BCw3uCBw45BCwrxCBwk3BCwrxCBwk3BCwrxC"
    "Bwk3BCwrxCBw45BCwjsCBws8BCwvpCBwg/BCwnkCBwokCCwzhCBw8mCCwr8BBwsSCwzCBw45BCwj3BBw4PCw7HBw45BC"
    "wv0BBw4PCwvKBw45BCwnvBBwsSCwjNBw45BCwzsBBw4PCw/UBwk3BCw/pBBw4PCwzXBwk3BCw3kBBwsSCwnaBw45BCwv"
    "fBw4PCwvfBw45BCwnaBwsSCwjiBBw45BCwzXBw4PCw/pBBwk3BCw/UBw4PCwzsBBwk3BCw3PBwsSCwnvBBw45BCwvKBw"
    "4PCwv0BBw45BCwnFBwsSCwj3BBw45BCwzCBwsSCw35BBwwpCCwzhCBwokCCwnkCBwg/BCwvpCBws8BCwjsCBw45BCw3u"
    "CBw45BCwrxCBwk3BCwrxCBwk3BCwrxCBwk3BCwrxCBw45BCw3uCBw45BCw3uCBw45BCwrxCBwk3BCwrxCBwk3BCw3uCB"
    "ws8BCwvpCBwg/BCw7mCBw0hCCwzhCBw8mCCw/+BBw4PCwzCBwk3BCwr8BBw4PCwnFBwk3BCwj3BBwsSCw7HBw45BCw7x"
    "BBw4PCwjNBw45BCwzsBBwsSCw3PBw45BCw/pBBwsSCw/UBwk3BCwrnBBw4PCwnaBwk3BCwjiBBwsSCw7cBw45BCw7cBw"
    "4PCwjiBBw45BCwnaBw4PCw3kBBw45BCw/UBwsSCwrnBBw45BCwrSBw4PCwnvBBwk3BCwjNBwsSCw7xBBwk3BCwvKBwsS"
    "Cwv0BBw45BCwnFBw4PC",
    "DuuQgiOgjV5811wkIB+8kkn1ECg4tBBg0RCg4rIBg04BCgowCBgg5BCgowCBgo+BCg0qCBgo+BCg0qCBgjhtBCw/1BBw"
    "wvCCwr5BBgxvCCwg5BBwnwCCwg5BBw7vCCwg5BBw7vCCwg5BBw7vCCwg5BBwnwCCwg5BBw7vCCwg5BBw7vCCws5BBwvv"
    "CCgjNBw8qeCw3kBBw8mCCw7xBBw0iVCg4PBg4yPCggqBBg02CCwv0BBwkhDCw/pBBwwyCCwz4BBw4uCCwj3BBwo5CCwn"
    "vBBwksCCw35BBw4uCCwr8BBw4uCCwr8BBwguCCwv6BBwguCCw73BBw0wCCwv6BBw0wCCgg/BBgwpCCgg/BBgwpCCgg/B"
    "Bg4uCCwnkCBw8mCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCgg/BBgwpCCwwgCBwjjCCwnhCBw0nCCw89BBw"
    "7pCCw76BBw0tCCgs8BBgksCCw3zBBy575sCCy2omoBBw8KCwzLBwokCCg0hCBg8mCCwnkCBwokCCw3uCBwk6BCgsuCBw"
    "k6BCwrxCBwk3BCwrxCBwk3BCwrxCBgs5BCwjvCBw45BCg4uCBg45BCggxCBg83BCwgxCBwokCCwnkCBw0hCCw7mCBwg/"
    "BCwvpCBw45BCw3uCBw45BCwrxCBwk3BCwrxCBwk3BCwrxCBw45BCw3uCBw45BCw3uCBw45BCwrxCBwk3BCwrxCBwk3BC"
    "wrxCBwk3BCwrxCBw45BCwjsCBws8BCwvpCBwg/BCwnkCBwokCCwzhCBw8mCCwr8BBwsSCwzCBw45BCwj3BBw4PCw7HBw"
    "45BCwv0BBw4PCwvKBw45BCwnvBBwsSCwjNBw45BCwzsBBw4PCw/UBwk3BCw/pBBw4PCwzXBwk3BCw3kBBwsSCwnaBw45"
    "BCwvfBw4PCwvfBw45BCwnaBwsSCwjiBBw45BCwzXBw4PCw/pBBwk3BCw/UBw4PCwzsBBwk3BCw3PBwsSCwnvBBw45BCw"
    "vKBw4PCwv0BBw45BCwnFBwsSCwj3BBw45BCwzCBwsSCw35BBwwpCCwzhCBwokCCwnkCBwg/BCwvpCBws8BCwjsCBw45B"
    "Cw3uCBw45BCwrxCBwk3BCwrxCBwk3BCwrxCBwk3BCwrxCBw45BCw3uCBw45BCw3uCBw45BCwrxCBwk3BCwrxCBwk3BCw"
    "3uCBws8BCwvpCBwg/BCw7mCBw0hCCwzhCBw8mCCw/+BBw4PCwzCBwk3BCwr8BBw4PCwnFBwk3BCwj3BBwsSCw7HBw45B"
    "Cw7xBBw4PCwjNBw45BCwzsBBwsSCw3PBw45BCw/pBBwsSCw/UBwk3BCwrnBBw4PCwnaBwk3BCwjiBBwsSCw7cBw45BCw"
    "7cBw4PCwjiBBw45BCwnaBw4PCw3kBBw45BCw/UBwsSCwrnBBw45BCwrSBw4PCwnvBBwk3BCwjNBwsSCw7xBBwk3BCwvK"
    "BwsSCwv0BBw45BCwnFBw4PC",
    "Es/xBgnxBgo4Bgp/B1+0m38GB6u71k3DCwvtJDgkgCBgh4GCg8pjBBw7oTCg4jiCB",
    "E0w1Bgo4Bw47Bgp/Bvz+2IBgt48EDgwoBCo6fD4g2QBw35BD4h0CBg8xBDg02CBg45BDgokCBg45BDg4uCBg45BDg4uC"
    "Bg45BDg4uCBgs8BDg4uCBg45BDw3uCBww0BDw/zCBww0BDwz2CBw8xBDwz2CBww0BDw/zCBww0BDw/zCBww0BDw/zCBw"
    "w0BDwz2CBw8xBDwz2CBw8xBDwz2CBww0BDw/zCBww0BDw/zCBwg/BDwnkCBwokCDwnkCBwokCDw7mCBwokCDwnkCBwok"
    "CDwnkCBwokCDwnkCBwokCDwnkCBwokCDw7mCBwokCDwnkCBwoaDwnuDBwokCDwnkCBwokCDwnkCBw4/KDwr8BB",
    "E4+qBgmqBgnxBgo4BttjgryHByhu/twICwvuWDwzkCCw0kCDwnkCCwokCDwnkCCwokCDwnkCCwokCDwnkCCwokCDwnkC"
    "CwokCDwnkCCwokCDw7mCCwokCDwnkCCwokCDwnkCCwokCDwnkCCwokCDwnkCCwokCDwnkCCw8mCDwnkCCwokCDwnkCCw"
    "okCDwnkCCwhiLDw35BCwokCDwnkCCwokCDwnkCCwokCDwnkCCwokCDwnkCCwokCDw7mCCw8qkBDwmkCCwpkCDwmkCC",
    "Ei8wBgnxBgo4Bgp/Bhowv77FBmqjuknBCwjr5GDwzkCCwokCDwzkCCwokCDwzkCCw0kCDgpkCCgokCDgokCCgokCDgok"
    "CCgokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCwwoEBggqBCwnaDgokCCgokCDgokCCgokCDgokCCgokCDgokCCg"
    "8mCDg4uCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3"
    "BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDw7qPC",
    "FwyNw2NgiOgjVgkc9k3pyyKBi4sp1zDCi5hhgVDwr5BCw49ODwjvCCwg8BDwzkCCwohCDwvpCCw06GDw70BCwwvCDwr5"
    "BCwkk/BDwrkBCwgVDwnuDCwgoCDwniPCww4CDw3tBCwsrCDw/+BCwwpCDw/+BCw8mCDwzhCCwwpCDwzhCCwwpCDw/+BC"
    "wojuBDw/wFCwoqCDwj0BCg1jlBDg45BCwk3BDwrxCCwk0BDwr0CCww0BDw/zCCw45BDwvpCCwg/BDw35WEwzXDww0ECg"
    "4/BDgs8BCg0kCDgokCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCgokCDgokCCgokCDgokCCgokCDgokCCg0h"
    "CDg8mCCgokCDgokCCg8mCDg4uCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BD"
    "g4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxCCgl3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgw3BDggxCCgk3BDgs"
    "xCCg45BDg4uCCgk6BDgsuCCg45BDgg0CCgw0BD",
    "GgiyBgnxBgyzBw30Bgo4Bgp/B9j67htFCgk6lBDilllqjBFo//OD40kLE43xIDosw6BB",
    "Dw+hCgp/Bw5iC9s+p6rEBir4vwsBC473yCB",
    "FswQgiOwvQgjVgkc1g9pyyKC6xis+uEBivpsq0CDg4tBBg0RDg4rIBg04BDgowCBgg5BDgowCBgo+BDg0qCBgo+BDg0q"
    "CBgs1GEg8lBDg8WBg8jCDgglCBgo+BDgg5BBgoqCDgg0CBgs8BDgokCBg0hCDg45BBgsmDDgkiBBgsmDDgkiBBg4jDDg"
    "0sBBg4uCDgk3BBgv7nCDw3kBBw8mCDw7xBBw0iVDg4PBg4yPDggqBBg02CDwv0BBwkhDDw/pBBwwyCDwz4BBw4uCDwj3"
    "BBwo5CDwnvBBwksCDw35BBw4uCDwr8BBw4uCDwr8BBwguCDwv6BBwguCDw73BBw0wCDwv6BBw4oCDwrlCBw4lCDwriCB"
    "wkmCDw3/BBwhuCDw35BBwg0CDgzhCBwslCDw/+BBw4lCDw/nCBwwgCDw7mCBwkmCDw/+BBg1nCDwznCBw8gCDw/kCBww"
    "jCDw3/BBw4oCDwznCBw8gCDw/kCBwwjCDw3/BBwsrCDw/kCBwwjCDwriCBwkmCD",
    "DgugBgkcw0f9rlr+sJBi0858uGC",
    "E4rqCgrtCgs0Cgt7CtnprrxFByhko0cCwjr5GDwzkCCwokCDwzkCCwokCDwzkCCw0kCDgpkCCgokCDgokCCgokCDgokC"
    "CgokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCwwoEBggqBCwnaDgokCCgokCDgokCCgokCDgokCCgokCDgokCCg8"
    "mCDg4uCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3B"
    "DgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCwkrEBgk3BC",
    "F4tfgljBw1mBgmqBw2tBtrjogtHCyg2xlmEEwvrNCwgwZBown4GDwnkCBwsmYDwr5BBw89BDw/qCB",
    "C4hpBgmqBtzlqg+EB",
    "D4/nBw1mB4toBtvisj8FBykztp4HC",
    "Fqx/Bgo4Bgp/BgqmCgrtCxi7gp8FB2ig/xnBCwjr5GDwzkCCwokCDwzkCCwokCDwzkCCw0kCDgpkCCgokCDgokCCgokC"
    "DgokCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCwwoEBggqBCwnaDgokCCgokCDgokCCgokCDgokCCgokCDgo"
    "kCCg8mCDg4uCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCgjZDw0gBE"
    "gsxCDgk3BEgsxCDgk3BEgsxCDgk3BEgsxCDg45BEg4uCDg45BEg4uCDg45BEgsxCDgk3BEw2/BDwlrNC",
    "E8wrBgmqBgnxBgo4B1hy3h8FB6lz2qnBCwjr5GDwzkCCwokCDwzkCCwokCDwzkCCw0kCDgpkCCgokCDgokCCgokCDgok"
    "CCgokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCwwoEBggqBCwnaDgokCCgokCDgokCCgokCDgokCCgokCDgokCCg"
    "8mCDg4uCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3"
    "BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDw7qPC",
    "Hs1vB61wBgnxBgyzBw30Bgo4Bgp/B1qqtyjIBm/vpzQC29o+4nDDi62kzgBEi15r3BGo/oPEwws7EF",
    "Fg3zBw30Bgo4Bgz6Bgp/B9t5v9kFBi/gq3ZC43xLDi6z/dCimx06CDi6z/dCi2/p6CDi6z/dCi2/p6CDi6z/dCi2/p6C"
    "Di6z/dCimx06CDi6z/dCi2/p6CDi6z/dCi2kjVEw/oPC",
    "C4vWgjVtvq2nrCB",
    "Ekn1Bgo4Bgp/BgqmCluk1l1HBqs6w3rECw3wBDwrrCCww9BDwr5BCglyIBgwvCCgs5BBgsrCCgs0CBg45BCgokCBgs5B"
    "Cg4uCBg45BCg4uCBg45BCgkvCBgg8BCg4uCBg45BCg4uCBgw0BCgg0CBgw0BCg02CBg8xBC412CBww0BCw/zCBww0BCw"
    "/zCBww0BCw/zCBww0BCwz2CBw8xBCwz2CBw8xBCwz2CBww0BCw/zCBww0BCw/zCBwg/BCgnkCBgpkCCgnkCBgpkCCw7m"
    "CBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBwokCCwnkCBwoaCwnuDBwokCCwnkCBwokCCwnkCBw"
    "4/KCwr8BB",
    "Eg2mCgqmCgrtCgs0C9rp25rFBioyziXCwjr5GDwzkCCwokCDwzkCCwokCDwzkCCw0kCDgpkCCgokCDgokCCgokCDgokC"
    "CgokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCwwoEBggqBCwnaDgokCCgokCDgokCCgokCDgokCCgokCDgokCCg8"
    "mCDg4uCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3B"
    "DgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDw7qPBg5sGC",
    "Dg/3Bgo4Bgp/B9tqp6rEBi+nq8iBCw3vPB",
    "EvhwDgo4Bw24Bgp/B98jxn2OCil+s2tGBgyg/EDwvcBwkhVDwn+QBwo5jBDwnUBww0hDDw3iCBwgm2BDw7ZB",
    "Cgvbgkc9tprj8FB",
    "Dw0PgiOgjV9ohni1FBilx09oGCwnkCBwgxCCw73BBwohCCwzhCBw8mCCwzkCBw8jCCwnkCBw8mCCwzhCBwokCCwnkCBw"
    "okCCwnkCBwokCCwnkCBwokCCw7mCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCw7mCBwok"
    "CCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBwokCCwnkCBw8mCCwnkCBwokCCwnkCBwokCCw5uCB",
    "Eg8oBgmqBgnxBgo4B9n/+5rFBisg+iXCwjr5GDwzkCCwokCDwzkCCwokCDwzkCCw0kCDgpkCCgokCDgokCCgokCDgokC"
    "CgokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCwwoEBggqBCwnaDgokCCgokCDgokCCgokCDgokCCgokCDgokCCg8"
    "mCDg4uCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3B"
    "DgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCwkrEBgk3BC",
    "E47mBgmqBgnxBgo4Bt7mnp8FBy/nmynBCwjr5GDwzkCCwokCDwzkCCwokCDwzkCCw0kCDgpkCCgokCDgokCCgokCDgok"
    "CCgokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCwwoEBggqBCwnaDgokCCgokCDw+UCgqvBBgokCCgokCBgokCCgo"
    "kCBg8mCCg4uCBg45BCg4uCBg45BCg4uCBg45BCgsxCBgk3BCgsxCBgk3BCgsxCBg45BCg4uCBg45BCg4uCBg45BCgsxC"
    "Bgk3BCgsxCBgk3BCgsxCBgk3BCgsxCBg45BCg4uCBg45BCg4uCBg45BCgsxCBgk3BCw7qPBw8uHC",
    "E0siBgljBgmqBgnxBlp/lz8FBqvul8nBCwjr5GDwzkCCwokCDwzkCCwokCDwzkCCw0kCDgpkCCgokCDgokCCgokCDgok"
    "CCgokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCwwoEBggqBCwnaDgokCCgokCDgokCCgokCDgokCCgokCDgokCCg"
    "8mCDg4uCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3"
    "BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDw7qPC",
    "FoiYgjVgkcgljBgmqBtksz5rFByu3ziXDgjr5GEwvtGDwokCEwzkCDw0kCEgpkCDgokCEgokCDgokCEgokCDgokCEgok"
    "CDgokCEgokCDwwoECgokCDg8mCCgokCDgokCCggqBDgw+CCgokCDgokCCgokCDgokCCgokCDgokCCg8mCDg4uCCg45BD"
    "g4uCCg45BDg4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BD",
    "F4lxBgnxBs/xBgo4Bgp/Bt7698uHC68l3lSB6u71k3DDwvtJEgkgCB",
    "FgozBgnxBw30Bgo4Bgp/B9/gp6rECihl24iBEo7zPC40kLD43xICosw6BD4n3mDB",
    "Do+6Bw47Bgp/BtsugqoHByrlxjOC4zw7NBg40LC",
    "DglYgjVgkc95irj8FCiy1/llGB",
    "Eo6dgkcgljBgmqBt03z5rFBy80ziXCwjr5GDwvtGCwokCDwzkCCw0kCDgpkCCgokCDgokCCgokCDgokCCgokCDgokCCg"
    "okCDgokCCgokCDgokCCgokCDg8mCCwwoEBggqBCwnaDgokCCgokCDgokCCgokCDgokCCgokCDgokCCg8mCDg4uCCg45B"
    "Dg4uCCg45BDg4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDwmp1CC",
    "Eg2egkcgljBgmqB9r5z5rFBi02ziXCwjr5GDwvtGCwokCDwzkCCw0kCDgpkCCgokCDgokCCgokCDgokCCgokCDgokCCg"
    "okCDgokCCgokCDgokCCgokCDg8mCCgwyFDgw+CCgokCDgokCCgokCDgokCCgokCDgokCCg8mCDg4uCCg45BDg4uCCg45"
    "BDg4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDw6h/BC",
    "D+itBw2tBgp/B51ssj8FB+4okg0CC427MB",
    "C48VgjVtppm51CB",
    "Fw8iCgp/BgqmCgrtCgs0C9oy5jyHBinl/v2EDgjs4EEwzkCDwokCEwzkCDwokCEwzkCDw0kCEgpkCDgokCEgokCDgokC"
    "EgokCDgokCEgokCDgokCEgokCDgokCEgokCDgokCEg8mCDwwoECggqBDwnaEgokCDgokCEgokCDgokCEgokCDgokCEgo"
    "kCDg8mCEg4uCDwwoECg45BDg4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3B"
    "DgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDw7qPCwoiGD",
    "EysfgkcgljBgmqBh56z5rFBmh4ziXCwjr5GDwvtGCwokCDwzkCCw0kCDgpkCCgokCDgokCCgokCDgokCCgokCDgokCCg"
    "okCDgokCCgokCDgokCCgokCDg8mCCgokCDgokCC",
    "Fww7Bw47Bgp/Bw5iCgqmC9wvgqoHBiwmxjOC4777EEw/mBCw4rCEwr8BCw4rCEw38BCwo5CEwnvBCww6KBo45EDwzvBB"
    "wo/CDw7xBBwsxCDwv0BBwg0CDwv0BBwg0CDwv0BBwg0CDwv0BBwo6DC4wmuDEg45BCg4uCEg45BC",
    "G61wBgnxBgyzBw30Bgo4Bgp/Bxr6j/yHB29o+4nDCi62kzgBDi15r3BFo/oPDwws7EE",
    "E4hoCgqmCgrtCgs0Ctjs25rFBy/0ziXCwjr5GDwzkCCwokCDwzkCCwokCDwzkCCw0kCDgpkCCgokCDgokCCgokCDgokC"
    "CgokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCwwoEBggqBCwnaDgokCCgokCDgokCCgokCDgokCCgokCDgokCCg8"
    "mCDg4uCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3B"
    "DgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDw7qPC",
    "Dw+4Bgo4Bgp/B98vos2IBit5yh9ECggkiBBgw4CCwj0BBwwpCCw/qCBwokCCwr5BBwwvCCwr5BBwwvCCwr5BBwwvCCwr"
    "5BBwg5BCw77CBw04BCwnwCBw04BCwnwCBw04BCwzkCBw0kCCwzkCBwokCCwzkCBwokCCwzkCBwokCCwzkCBww7CCw3tB"
    "Bwk7CCw3tBBw8v1BCwzkCBwokCCwzkCBwshQCwviBB",
    "EuvgBgljBgmqBgnxB5+8z5rFB+ksziXCwjr5GDwzkCCwokCDwzkCCwokCDwzkCCw0kCDgpkCCgokCDgokCCgokCDgokC"
    "CgokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCwwoEB",
    "E+/UgjVgkcgljB5/lz5rFB+pyjw7DCw7inDDwzkCCwokCDwzkCCwokCDwzkCCw0kCDgpkCCgokCDgokCCgokCDgokCCg"
    "okCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCwwoEBgnkCCwnkCBwokCCwnkCBwokCCwvoEDwnkCCw8mCDwn3GCw45"
    "BDw3uCCw45BDwrxCCwk3BDwrxCCwk3BDwrxCCw45BDw3uCCw45BDw3uCCw45BDwjiBCgqvBBgk3BC",
    "FwjYwzYgkcw0fgljB92z5/hEBi+37k9EDg8vCCok6BEg8xBCg4kBBo8pCDwjrBBwglCDw3lCBw4stBDwn1BBwokCDw/k"
    "CBw8jCDw/kCBw8jCDw/kCBw8jCDw/kCBw8jCDw/kCBwokCDw/kCBw8jCDw/kCBw8jCDw/kCBw8jCDw/kCBwokCDw/kCB"
    "w8jCDw/kCBw8jCDw/kCBw8jCDw/kCBwokCDw/kCBw01KDw/kCBwokCDw/kCBw8jCDw/kCBw8jCDw/kCBw8jCDw/kCBwo"
    "kCDw/kCBw8jCDw/kCBw8jCDw/kCBw8jCDw/kCBwokCDw/kCBw8jCDw/kCBw8jCDw/kCBw8jCDw/kCBwokCDw/kCBw8jC"
    "Dw/kCB",
    "D4gqBw1mBgmqBtxqvm0CBym45+2EC",
    "DmwhCgp/BgqmCvs/+KBgwniICg8xBBgksCCgs8BBgo5CCgovBBgo5CCgovBB",
    "Eu6nBgmqBgnxBgo4B5kx1m8FB+oy0vnBCwjr5GDwzkCCwokCDwzkCCwokCDwzkCCw0kCDgpkCCgokCDgokCCgokCDgok"
    "CCgokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCwwoEBggqBCwnaDgokCCgokCDgokCCgokCDgokCCgokCDgokCCg"
    "8mCDg4uCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg0LCwkjCBg45BCg4uCBg45BCgsxC"
    "Bgk3BCgsxCBgk3BCgsxCBgk3BCgsxCBg45BCg4uCBg45BCg4uCBg45BCgsxCBgk3BCw7qPBw85GC",
    "GskjCgo4Bgp/BgqmCgrtCgs0C1oihp8FB6on/xnBCwjr5GFwykCEwokCFwzkCEwokCFwzkCEw0kCFgpkCEgokCFgokCE"
    "gokCFgokCEgokCFgokCEgokCFgokCEgokCFgokCEgokCFg8mCEwwoEDggqBEwnaFgokCEgokCFgokCEgokCFgokCEgok"
    "CFgokCEg8mCFg4uCEg45BFg4uCEg45BFg4uCEg45BFgsxCEgk3BFgsxCEgk3BFgsxCEg45BFg4uCEg45BFg4uCEg45BF"
    "gsxCEgk3BFgsxCEgk3BFgsxCEgk3BFgsxCEg45BFg4uCEg45BFg4uCEg45BFgsxCEgk3BFw2/BEwlrND",
    "FgjwBgnxBs/xBgo4Bgp/B91498uHCq3j3lSB6u71k3DDwvtJEgkgCBgh4GDw/siBB",
    "Em69Bgp/BgqmCgrtCp041pxFBuyvzycCwjr5GDwzkCCwokCDwzkCCwokCDwzkCCw0kCDgpkCCgokCDgokCCgokCDgokC"
    "CgokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCwwoEBggqBCwnaDgokCCgokCDgokCCgokCDgokCCgokCDgokCCg8"
    "mCDg4uCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3B"
    "DgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDw7qPC",
    "Ek68Bgo4Bgp/BgqmCl01gp8FBq06+xnBCwjr5GDwzkCCwokCDwzkCCwokCDwzkCCw0kCDgpkCCgokCDgokCCgokCDgok"
    "CCgokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCwwoEBggqBCwnaDgokCCgokCDgokCCgokCDgokCCgokCDgokCCg"
    "8mCDg4uCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3"
    "BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDw7qPC",
    "FytcisagkcgljBgmqBh72nopGBi7o9sLCmorqkpBDwjr5GEwzkCDwokCEwzkCDwokCEwzkCDw0kCEgpkCDgokCEgokCD"
    "gokCEgokCDgokCEgokCDgokCEgokCDgokCEgokCDgokCEg8mCDwwoECggqBDwnaEgokCDgokCEgokCDgokCEgokCDgok"
    "CEgokCDg8mCEg4uCDg45BEg4uCDg45BEg4uCDg45BEgsxCDgk3BEgsxCDgk3BEgsxCDg45BEg4uCDg45BEg4uCDg45BE"
    "gsxCDgk3BEgsxCDgk3BEgsxCDgk3BEgsxCDg45BEg4uCDg45BEg4uCDg45BEgsxCDgk3BEw7qPD",
    "Ew7UgjVgkcgljB92lz5rFBihyjw7DCw7inDDwzkCCwokCDwzkCCwokCDwzkCCw0kCDgpkCCgokCDgokCCgokCDgokCCg"
    "okCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCwwoEBgokCCgokCBgokCCgokCBgokCCgokCBgokCCwzzIDg4uCCg45"
    "BDg4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxCCgk3BD"
    "gsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDgsxCC",
    "G/gM/hOvtN/gHAghH9tk3wjKCiivsqpDBwnjTDwgzBBggtBDwv1CBwszBDwv1CBwszBDwv1CBw4zBDwv1CBwszBDwv1C"
    "Bgk3KDgkgCBggyGDgg/BBg8mCDg0hCBgwpCDg0hCBgwpCDgg/BBggyGDgg/BBgokCDgokCBgsvGDgokCBg0hCDg8mCBg"
    "wpCDgg/BBgokCDgokCBg0hCDg8mCBgwpCDgsxCBg4kBDg40CBgwjCDg0kCBgg8BDw3PEggqBDwoaBgw0BDwjNEg8xBDw"
    "0XBg8xBDw3PEgovBDw0XBg8xBDw3PEgovBDw0XBgs8BDgokCBwpkCDgokCBgokCDgokCBgokCDgokCBgokCDgokCBgok"
    "CDg8mCBgokCDgokCBgokCDgokCBgokCDgokCBgokCDgokCBgokCDg8mCBgokCDgokCBgokCDgokCBgokCDgokCBgokCD"
    "gokCBgokCDgokCBgokCDg8mCBgokCDgokCBgokCDgokCBgokCDgokCBgokCDwmtkCEgokCDgokCEgokCDgokCEg8mCDg"
    "okCEgokCDgokCEgokCDgokCEgokCDgokCEgokCDgokCEgokCDgokCEg8mCDgokCEgokCDgokCEgokCDwkiBEwjiBFgse"
    "Eg8lBDgokCEgokCDgokCEgokCDg8mCE",
    "Erse/jcrrX/iVl3x6smGCw3iCAwkpCCwj6BAw9qwBBq/o8ntBDw/oDBw45BDw/zCBw8xBDwn5CBwovBDwn5CBwgyGDwz"
    "sBBww+CDwrnBBwkhDDwrnBBw4jDDw3kBBw4jDDw3kBBw4jDDwrnBBwo9PDw35BBw08qCDwnkCBwokCDwnkCBwokCDw7m"
    "CBw0hCDw7mCBwokCDwnkCBwokCDwnkCBwokCDwnkCBwokCDwnkCBwokCDw7mCBw0hCDw7mCBwokCDwnkCBwokCDwnkCB"
    "wokCDwnkCBws8BDwjsCBws8BDw3uCBw45BDw3uCBw45BDw3uCBws8BDwjsCBws8BDwjsCBws8BDw3uCBw45BDw3uCBw4"
    "5BDw3uCBws8BDwjsCBws8BDwjsCBws8BDwjsCBws8BDw3uCBw45BDw3uCBw45BDw3uCBws8BDwjsCBws8BDwjsCBws8B"
    "Dw3uCBw45BDw3uCBw45BDw3uCBw8xBD",
    "E/mH/gHAghH9hj9+zFBim6sv8CCg3uvEDw0hCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCgokCDgokCCgokC"
    "DgokCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDg"
    "okCCg8mCD",
    "D3gL/hO/gH/qo4HBgsojECwvrNBwp8gEC",
    "DvlDAghH907ykpHBinnytzICgokCBgokCCgokCBgokCCgokCBgokCCg8mCBgokCCgokCBgokCCgokCBgokCCgokCBgok"
    "CCgokCBgokCCgokCBgokCCg8mCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBg8mCC",
    "Ev9H/gHAghHvro4HBwnjTCwgzBBggtBCwv1CBwszBCwv1CBwszBCwv1CBw4zBCwv1CBwszBCwv1CBgk3KCgkgCBggyGC"
    "gg/BBg8mCCg0hCBgwpCCg0hCBgwpCCgg/BBggyGCgg/BBgokCCgokCBgsvGCgokCBg0hCCg8mCBgwpCCgg/BBgokCCgo"
    "kCBg0hCCg8mCBgwpCCgsxCBg4kBCg40CBgwjCCg0kCBgg8BCw3PDggqBCwoaBgw0BCwjNDg8xBCw0XBg8xBCw3PDgovB"
    "Cw0XBg8xBCw3PDgovBCw0XBgs8BCgokCBwpkCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCg8mCBgokCCgokC"
    "BgokCCgokCBgokCCgokCBgokCCgokCBgokCCg8mCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBg"
    "okCCg8mCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCw6vkCDg0hCCgokCDgokCCgokCDg8mCCgokCDgokCCgokCDwo"
    "kCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDgokC"
    "Cg8mCD",
    "D/pK/gHA9r87npHBis6ksiBCwk7CBw3tBCw8kDBw/jBCw8kDBw33FCw0jBBw/ssCCgpkCBw0sBCwv+CBg0sBCg87CBgo"
    "vBCg02CBg8xBCg02CBg8xBCg02CBg8xBCgo5CBgovBCgo5CBgs8BCgksCBgs8BCgksCBgs8BCg4uCBg45BCgksCBgs8B"
    "Cg4uCBgs8BCgksCBgs8BCgksCBgs8BCgksCBgs8BCgksCBgs8BCg4uCBgs8BCgksCBgs8BCgksCBgs8BCgksCBgs8BCg"
    "ksCBgs8BCgksCBgs8BCg4uCBgs8BCgksCBgs8BCgksCBgs8BCgksCBgs8BCgksCBgs8BCg4uCBgs8BC",
    "C/jR/hO9nio+sJB",
    "Cv1CA90krvnCB",
    "E3jb/jc/iV/hOt4g9u5GByw73igDCwzhCBw8mCCwzhCBwwpCCwzhCBw8mCCwzhCBw8mCCwzhCBw8mCCw/jBBw4zsFCwj"
    "3BDwrxCCww0BDw/zCCw8lEBwk3BCwrxCBwk3BCwrxCBwk3BCwrxCBwk3BCw/zCBww0BCw/zCBwk3BCwrxCBwk3BCwrxC"
    "Bwk3BCwrxCBwk3BCwrxCBwk3BCw/zCBwk3BCwrxCBwk3BCwrxCBwk3BCwrxCBwk3BCwrxCBwk3BCwsxCBww0BCwz2CBw"
    "8xBCwz2CBww0BCw/zCBww0BCw/zCBww0BCw/zCBww0BCw/zCBww0BCwz2CBww0BCw/zCBww0BCw/zCBww0BC",
    "Do8mCgqmCgrtCt4gs65IByojiuyCCgkfBgghqDCg0gBBgokCCgokCBg8mCCg0hCBggk2DCg0sBBg87CCgovBBgo5CCgo"
    "vBBgo5CCgovBBgo5CCg8xBBgo5CCgovBBgo5CCgovBBgo5CCgovBBgo5CCgovBBgo5CCgovBBgo5CCgs8BBg4uCCgovB"
    "Bgo5CCgovBBgo5CCgovBBgo5CCgw0BBgsxCCgk3BBgg0CCgk3BBgg0CCgw0BBgg0CCgovBBgo5CCgovBBgo5CCgovBBg"
    "o5CCg8xBBgo5CCgovBBgo5CCgovBBgo5CCg45BBg4uCCg45BBg4uCCg45BBg4uCCg45BBgsxCCgk3BBg45BCg4uCBgsx"
    "CCg45BBg4uCCg45BBg4uCCg45BBgsxCCgk3BBgsxCCg45BBg4uCCgk3BBgsxCC",
    "E4+gCgp/Bw5iCw6pCt90r65IByr47+PC4o0rCDgkfCgghqDDg0gBCgokCDgokCCg8mCDg0hCCggk2DDg0sBCg87CDgov"
    "BCgo5CDgovBCgo5CDgovBCgo5CDg8xBCgo5CDgovBCgo5CDgovBCgo5CDgovBCgo5CDgovBCgo5CDgovBCgo5CDg8xBC"
    "go5CDgovBCgo5CDgovBCgo5CDgovBCgo5CDgw0BCgsxCDgk3BCgg0CDgk3BCgg0CDgw0BCgg0CDgw0BCgg0CDgovBCgo"
    "5CDgk3BCgsxCDg8xBCgo5CDgw0BCgg0CDgk3BCgsxCDg45BCg4uCDg45BCg4uCDg45BCg4uCDg45BCgsxCDgk3BCgsxC"
    "Dgk3BCgsxCDg45BCg4uCDg45BCg4uCDg45BCgsxCDgk3BCgsxCDg45BCg4uCDgk3BCgsxCD",
    "Dw3nCgqmCgrtC9+gzk6IBivjp4yCCgkfBgghqDCg0gBBgokCCgokCBg8mCCg0hCBggk2DCg0sBBgo0rCCgovBBgo5CCg"
    "ovBBgo5CCgovBB",
    "F4piCgp/Bw5iCgqmCw6pCtz3r65IDyv9w7FBw8vLC4o0rCEgkfCgghqDEg0gBCgokCEgokCCg8mCEg0hCCggk2DEg0sB"
    "Cg87CEgovBCgo5CEgovBCgo5CEgovBCgo5CEg8xBCgo5CEgovBCgo5CEgovBCgo5CEgovBCgo5CEgovBCgo5CEgovBCg"
    "o5CEgs8BCg4uCEgovBCgo5CEgovBCgo5CEgovBCgo5CEgw0BCgsxCEgk3BCgg0CEgk3BCgg0CEgw0BCgg0CEgovBCgo5"
    "CEgovBCgo5CEgovBCgo5CEg8xBCgo5CEgovBCgo5CEgovBCgo5CEg45BCg4uCEg45BCg4uCEg45BCg4uCEg45BCgsxCE"
    "gk3BCgsxCEgk3BCgsxCEg45BCg4uCEg45BCg4uCEg45BCgsxCEgk3BCgsxCEg45BCg4uCEgk3BCgsxCE",
    "D4hlCgqmCgrtCtj/v03IByz37pvCCg0hCBgsxCCgovBBgo5CCgovBBg83hDCg0gBBgokCCgokCBg8mCCg0hCBg80kDCg"
    "okCBg4uCCg8xBBg02CCg8xBBg02CCgw0BBg02CCg0sBBg87CCgovBBgo5CCgovBBgo5CCgovBBgo5CCg8xBBgo5CCgov"
    "BBgo5CCgovBBgo5CCgovBBgo5CCgovBBgo5CCgovBBgo5CCg45BBgsxCCgk3BBgsxCCgovBBgo5CCgovBBgo5CCgovBB"
    "g02CCgk3BBgg0CCgk3BBgg0CCgw0BBgg0CCgw0BBgg0CCg45BBg8mCCg0hCBg8mCCg0hCBg8mCCg0hCBg8mCCg0hCBg8"
    "mCCgokCBg8mCCg0hCBg8mCCg0hCBg8mCCg0hCBg8mCCg0hCBg45BCg4uCBgwpCCg0hCBg8mCCg0hCBg8mCCg0hCBg8mC"
    "Cg0hCBg8mCCgokCBgokCCg0hCBgwpCC",
    "Ewq9Bgp/Bw5iCw6pC90tr65IBijx7+PC4o0rCDgkfCgghqDDg0gBCgokCDgokCCg8mCDg0hCC",
    "Dgt8B4w9B4xkC9p1v22IByspmqvCCgkfBgghqDCg0gBBgokCCgokCBggmnECgovBBgwilBCgovBBgo/gBCgsnBBgol/B"
    "CggqBBgsxCCg45BBg4uCCg45BB",
    "FoyqCgqmCw6pCgrtCw7wCtkos65IBygv/5jKC4o5CEw7xBCwo5CEwnvBCwo5CEwnvBCwo5CEwnvBCwo5CD4v0BCosxCD"
    "4j3BCog0CD4j3BCog0CD4v0BCog0CD4nvBCoo5CD4nvBCoo5CD4nvBCoo5CD47xBCoo5CD4nvBCoo5CD4nvBCoo5CD43"
    "5BCo4uCD435BCo4uCD435BCo4uCD435BCosxCD4j3BCo45BD43uCCosxCD435BCo4uCD435BCo4uCD435BCosxCD4j3B"
    "CosxCD435BCo4uCD4j3BCosxCD",
    "D46lCgqmCgrtCtl9yk6IBy1/o4yCCgkfBgghqDCg0gBBgokCCgokCBg8mCCg0hCBggk2DCg0sBBgo0rCCgovBBgo5CCg"
    "ovBBgo5CCgovBBgo5CCg8xBBgo5CCgovBB",
    "Dw+jCgqmCgrtC986r65IBit9huyCCgkfBgghqDCg0gBBgokCCgokCBg8mCCg0hCBggk2DCg0sBBg87CCgovBBgo5CCgo"
    "vBBgo5CCgovBBgo5CCg8xBBgo5CCgovBBgo5CCgovBBgo5CCgovBBgo5CCgovBBgo5CCgovBBgo5CCg8xBBgo5CCgovB"
    "Bgo5CCgovBBgo5CCgovBBgo5CCgw0BBgsxCCgk3BBgsxCCg45BBgg0CCgw0BBgg0CCgw0BBgg0CCgovBBgo5CCgovBBg"
    "o5CCg8xBBgo5CCgovBBgo5CCgk3BBgsxCCg45BBg4uCCg45BBg4uCCg45BBg4uCCg45BBgsxCCgk3BBg45BCg4uCBgsx"
    "CCg45BBg4uCCg45BBg4uCCg45BBgsxCCgk3BBgsxCCg45BBg4uCCgk3BBgsxCC",
    "D4p2Bgo4Bgp/Btjpv22IBy3nmqvCCgkfBgghqDCg0gBBgokCCgokCBggmnECgovBBgwilBCgovBBgo/gBCgsnBBgol/B"
    "CggqBBgsxCCg45BBg4uCCg45BB",
    "CghHgiO/k3lHBws5BAg9pCBg45BAg4uCBg45BAgwm8CBgsiLAgk3BBg8mCAgokCBgokCAgokCBg0+BAg4gnEBg0hCAg8"
    "mCBgokCAgokCBgokCAg8mCBg0hCAgokCBgokCAgokCBgokCAgokCBgokCAgokCBg8mCAgokCBgokCAgokCBgokCAgokC"
    "BgokCAgokCBgokCAgokCBgokCAgokCBg8mCAgokCBgokCAgokCBgokCAgokCBgokCAgokCBgokCAgokCBgokCAg8mCB",
    "C/lqB/kjB/7w9GBw3uCAw45BBw3uCAwot/CBwryPAw4r8CBwnkCAwokCBwnkCAwokCBwnkCAwokCBwnkCAwokCBw7mCA"
    "wokCBwnkCAwokCBwnkCAwoaBwnuDAw0sBBw77CAwokCBw7mCAw0hCBw7mCAwokCBwnkCAwokCBwnkCAwokCBwnkCAwok"
    "CBwnkCAwokCBw7mCAw0hCBw7mCAwokCBwnkCAwokCBwnkCAwokCBwnkCAws8BBwjsCAws8BBw3uCAw45BBw3uCAw45BB"
    "w3uCAws8BBwjsCAws8BBwjsCAws8BBw3uCAw45BBw3uCAw45BBw3uCAws8BBwjsCAws8BBwjsCAws8BBwjsCAws8BBw3"
    "uCAw45BBw3uCAw45BBw3uCAws8BBwjsCAws8BBwjsCAws8BBw3uCAw45BBw3uCAw45BBw3uCAw8xBB",
    "EvozB/mxB/lqB/kjB9u/lusEBi37vioECwj3BBwo5CCwnvBBwwpCCw35BBw4uCCw35BBwsxCCwj3BBwksCCwr8BBwsxC"
    "Cwj3BBwsxCCw35BBw4uCCw35BBw4uCCw35BBwsxCCwj3BBwsxCCwj3BBwsxCCw35BBw4uCCgwoEDw35BCw4uCDw35BCw"
    "sxCDwj3BCwsxCDwj3BCwsxCDwnkCCwokCDw35BCw4uCDw35BCwsxCDwj3BCw8mCDwzhCCwsxCDw35BCw4uCDw35BCw4u"
    "CDw35BCw4uCDw35BCwsxCDwj3BCwsxCDw/+BCwwpCDw35BCwwpCDw7mCCw8mCDw35BCwsxCDwj3BCwsxCDwj3BCwsxCD"
    "wj3BCwsxCDw35BCw4uCDw35BCw4uCDw35BCwsxCDwj3BCwsxCDw/+BCwwpCDw35BCw4uCDwzhCCw8mCDw3uCCwsnBDwv"
    "+CCwovBDwn5CCw8xBDwz2CCw8xBDw/mHCwkiBDwrmDCwkiBDwrmDCwkiBDwn5CCw45BDw3uCCw45BDw3uCCw45BDw3uC"
    "Cws8BD",
    "CgiOgjVwshfBg0hCAg8mCBgokCAgokCBgokCAg8mCBg0hCAgokCBgokCAgokCBgokCAgokCBgokCAgokCBg8mCAgokCB"
    "gokCAgokCBgokCAgokCBgokCAgokCBgokCAgokCBgokCAgokCBg8mCAgokCBgokCAgokCBgokCAgokCBgokCAgokCBgo"
    "kCAgokCBgokCAg8mCB",
    "C/kjB/jcv8w9GBw3uCAw45BBw3uCAwot/CBwryPAw4r8CBwnkCAwokCBwnkCAwokCBwnkCAwokCBwnkCAwokCBw7mCAw"
    "okCBwnkCAwokCBwnkCAwoaBwnuDAw0sBBw77CAwokCBw7mCAw0hCBw7mCAwokCBwnkCAwokCBwnkCAwokCBwnkCAwokC"
    "BwnkCAwokCBw7mCAw0hCBw7mCAwokCBwnkCAwokCBwnkCAwokCBwnkCAws8BBwjsCAws8BBw3uCAw45BBw3uCAw45BBw"
    "3uCAws8BBwjsCAws8BBwjsCAws8BBw3uCAw45BBw3uCAw45BBw3uCAws8BBwjsCAws8BBwjsCAws8BBwjsCAws8BBw3u"
    "CAw45BBw3uCAw45BBw3uCAws8BBwjsCAws8BBwjsCAws8BBw3uCAw45BBw3uCAw45BBw3uCAw8xBB",
    "Eh/CA+hEghH5tsq2pGCg8xBB+xlp+BDg48BBgwmCDgonCBg8jCDg0kCBg8jCDgkvCBgg8BDg0kCBgohCDgwpCBgwpCDg"
    "k3BBg4uCDgs8BBg4uCDgg/BBgwpCDgg/BBg8mCDg0hCBgksCDgg/BBgwpCDgg/BBg8mCDg0hCBgwpCDgg/BBgwpCDgg/"
    "BBg8mCDgokCBgwpCDgg/BBg8mCDg0hCBgwpCDgg/BBgwpCDgg/BBg8mCDg0hCBgwpCDgsxCBg4kBDg0pcBgs8BDg02CB"
    "gg/BDgwpCBg45BDg4uCBgg/BDg8mCBg0hCDg8mCBgokCDg8mCBg0hCDgg/BBg8mCDg0hCBgwpCDgg/BBgksCDgg/BBg8"
    "mCDg0hCBgwpCDgg/BBgwpCDgg/BBg8mCDg0hCBg0hCDgsxCBgk3BDgsxCBg45BDg4uCBgk3BDgsxCBgk3BDgsxCBgk3B"
    "DgsxCBgk3BDgg0CBggqBDg06PBgw0BDgg0CBgw0BDgg0CBgw0BDgg0CBgw0BDgg0CBgk3BDgsxCBgk3BDgsxCBgk3BDg"
    "g0CBgw0BDgg0CBgw0BDgg0CBw35BDg4uCBg45BDg4uCBg45BDg4uCBg45BDgsxCBg45BDg4uCBg45BDg4uCBg45BDg4u"
    "CBg45BDg4uCBg45BDgsxCBgk3BDgsxCBg45BDg4uCBg45BDg4uCBg45BDg4uCBg45BDg4uCBg45BDg4uCBgs8BD",
    "GopCgrCghHoqJgsJgiOtix+8pGDwr5BAw9pCDg45BAgwpCDgokCAg8mCDg0hCAg8mCDg0hCAg8mCDg0hCAg8jCDgwpCA"
    "gw4CDggwBAg0hCDg8mCAgk7CDgstBAg0zCDg80BAgg0CDgw0BAg40CDgs2BAgwyCDgg2BAg8yCDg01BAgozCDgo1BAg0"
    "2CDg8xBAgs0CDg42BAgkyCDgs2BAgwyCDgg2BAgozCDgo1BAgo2CDw+OEyi3gfBgg0CEgw0BBgs0CEg42BBg7yCFi440"
    "oJCgk3BFg8mCCgokCFgokCCgokCFg0+BCg4gnEFg0hCCg8mCFgokCCgokCFgokCCg8mCFg0hCCgokCFgokCCgokCFgok"
    "CCgokCFgokCCgokCFg8mCCgokCFgokCCgokCFgokCCgokCFgokCCgokCFgokCCgokCFgokCCgokCFg8mCCgokCFgokCC"
    "gokCFgokCCgokCFgokCCgokCFgokCCgokCFgokCCg8mCF",
    "E4WAghHgiOttsqyjIBytn5isFCwo5kFDgokCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCgokCD"
    "gokCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDgokCCg8mCD",
    "E4wWgjVgkcgljBtx695rFBy7l+iXCwjr5GDwzkCCwokCDwzkCCwokCDwzkCCw0kCDgpkCCgokCDgokCCgokCDgokCCgo"
    "kCDgokCCgokCDgokCCwwoEBgokCCg8mCBgokCCg4sGBgokCCgokCBgokCCgokCBgokCCgokCBg8mCCg4uCBg45BCg4uC"
    "Bg45BCg4uCBg45BCgsxCBgk3BCgsxCBgk3BCgsxCBg45BCg4uCBg45BCg4uCBg45BCgsxCBgk3BCgsxCBgk3BCgsxCBg"
    "k3BCgsxCBg45BCg4uCBg45BCg4uCBg45BCgsxCBgk3BCw7qPBwoiGC",
    "E4jLghHgiOgjV9v++/oGCisom/7BDw/UCww5kBDwzICg2uGBgv3BCwvmCBw0kCCw3ojBDwvuBCwwhgDDgw1CCgtzBDgo"
    "kCCg0hCDggiCCgwmCDw0hCCg/mCDg4jCCwrlCDwvjCCgqkCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCgokCDgokC"
    "CgokCDgokCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDgokCCg"
    "okCDgokCCg8mCD",
    "E1EAghHgiOxm23orOB26jtyhICg8xBBg8mCCg48BBgwmCCgonCBg8jCCg0kCBg8jCCgkvCBgg8BCg0kCBgohCCgwpCBg"
    "wpCCgk3BBg4uCCgs8BBg4uCCgg/BBgwpCCgg/BBg8mCCg0hCBgksCCgg/BBgwpCCgg/BBg8mCCg0hCBgwpCCgg/BBgwp"
    "CCgg/BBg8mCCgokCBgwpCCgg/BBg8mCCg0hCBgwpCCgg/BBgwpCCgg/BBg8mCCg0hCBgwpCCgsxCBg4kBCw3iFDg4kBC"
    "go5CDgovBCgo5CDg8xBCg02CDgg/BCg8pCDggnBCwwfBg8mCCg0hCBgs8BCwvKDg0sBCwwfBg8xBCg02CBg45BCg4uCB"
    "gg/BCg8mCBg0hCCg8mCBgokCCg8mCBg0hCCgg/BBg8mCCg0hCBgwpCCgg/BBgksCCgg/BBg8mCCg0hCBgwpCCgg/BBgw"
    "pCCgg/BBg8mCCg0hCBg0hCCgsxCBgk3BCgsxCBg45BCg4uCBgk3BCgsxCBgk3BCgsxCBgk3BCgsxCBgk3BCgg0CBggqB"
    "Cg06PBgw0BCgg0CBgw0BCgg0CBgw0BCgg0CBgw0BCgg0CBgk3BCgsxCBgk3BCgsxCBgk3BCgg0CBgw0BCgg0CBgw0BCg"
    "g0CBw35BCg4uCBg45BCg4uCBg45BCg4uCBg45BCgsxCBg45BCg4uCBg45BCg4uCBg45BCg4uCBg45BCg4uCBg45BCgsx"
    "CBgk3BCgsxCBg45BCg4uCBg45BCg4uCBg45BCg4uCBg45BCg4uCBg45BCg4uCBgs8BC",
    "DwzJghHgiO92v4wjKBizlqx3GCw5yGBgk3BCg8mCBgokCCgokCBg4xCCgkxBBg4zgFCgokCBgokCCg8mCBgokCCgokCB"
    "gokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCg8mCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgo"
    "kCCgokCBg8mCC",
    "Ew4GAghHgiO9g1gsmJCitshv8CDws5BCg9pCDg45BCg4uCDg45BCgwm8CDgsiLCgk3BDg8mCCgokCDgokCCgokCDgokC"
    "CgsxCDgs5BCwgVBgwfCw/UDgg/BCgwpCDgg/BCgwmCDggiCCg8n+DDgokCCg8mCDg0hCCgokCDgokCCgokCDgokCCgok"
    "CDgokCCgokCDg8mCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCgokCDgokCCgokCD"
    "gokCCgokCDgokCCgokCDgokCCgokCDgokCCg8mCD",
    "E0hCAghHgiO//tsKBgssgDCwvqGDgs5BCg9pCDg45BCg4uCDg45BCglVBgupBCgsxCBg8xBCgw+CBgo1BCgs0CBg04BC"
    "gwpCBgwpCCgg/BBg0hCCg8mCBgokCCgokCBgwpCCgg/BBg8mCCg0hCBgwpCCw1hCBgwpCCgg/BBg8mCCg0hCBgwpCCgg"
    "/BBgokCCgokCBg0hCCgwpCBgokCCgokCBg0hCCg8mCBgwpCCgg/BBgokCCgokCBg0hCCg8mCBgwpCCgsxCBg4kBCg8fD"
    "w/vKCgk3BDg8mCCgokCDg0+BCg8pCDg0+BCg87CDg80BCggwiEDg0hCCg8mCDgokCCgokCDgokCCg8mCDg0hCCgokCDg"
    "okCCgokCDgokCCgokCDgokCCgokCDg8mCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDg8m"
    "CCgokCDgokCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDgokCCg8mCD",
    "DwnMgiOgjV9+t5zwEBirhxjDCgoyBBgokCCgokCBg8mCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgo"
    "kCCgokCBgk3pFCwnvBBg8mCCw0hCBgpkCCgokCBgokCCgokCBgokCCgokCBgokCCg8mCBgokCCgokCBgokCCgokCBgok"
    "CCgokCBgokCCgokCBgokCCgokCBgokCCg8mCBgnkCCgokCBgokCCgokCBgokCCgokCBgokCCwnkCBwokCCwnkCBw8mCC"
    "w3uCBg65BC",
    "Do+IghHgiOtsuj6pJBy4lk9/CCws5BBg9pCCg45BBg4uCCg45BBgkvCCgs5BBgksCCgg/BBwq+3CCw92GBgk3BCg8mCB"
    "gokCCgokCBwuvCCw0kCBgp4BCwnnCBw8jCCgokCBgokCCgokCBg8mCCg0hCBgn7TCw7xBBw12CCg8xBBg87CCg0sBBg8"
    "7CCg0sBBgrsgDCg0hCBgokCCgokCBgokCCgokCBgokCCgokCBgpkCCg8mCBgokCCgokCBgokCCgokCBgokCCgokCBgok"
    "CCgokCBgokCCgokCBgokCCg8mCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBg8mCC",
    "EggE0vDghHgiO9v14j2NB6g8445ECqvj7wwFDg45BCg4uCDg45BCw02kFDgokCCgokCDgokCCgokCDgokCCgokCDg8mC"
    "CgokCDgokCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCgokCDgokCCgokCDgokCCgokCDgokCCg"
    "okCDgokCCgokCDgokCCg8mCD",
    "HwwNghHwnMovNgiOgjVgkc9g3pyyKDyi2mtvECy/ypxyBEirhxjDFgoyBEgokCFgokCEg8mCFgokCEgokCFgokCEgokC"
    "FgokCEgokCFgokCEgokCFgokCEgokCFgokCEg03DFw/9DEguxFBgk3BEg8mCBgokCEwy1BFwr18EGwzkCFwokCGwzkCF"
    "wokCGwzkCFw0kCGgpkCFgokCGgokCFgokCGgokCFgokCGgokCFgokCGgokCFgokCGgokCFgokCGw3PFgl3BEgokCFgok"
    "CEgnkCFwnkCEwokCFwnkCEwokCFwnkCEwokCFwnkCEw8mCFw3uCEw55BF",
    "D48FghHgiOt5w489IByl9sk0CCwj0BBgljlDCg9xKBgk3BCg8mCBgokCCgokCBgokCCg0yBBgkhDCgkuBBg87CCg4kBB"
    "gsmDCgkiBBgwwnECg0hCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCg8mCBgokCCgokCBgokCCgokCBgokCCgokCBg"
    "okCCgokCBgokCCgokCBgokCCg8mCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBg8mCC",
    "EnwCAghHgiOt/13rwKByzjt1mECg8xBBg8mCCg48BBgwmCCgonCBg8jCCg0kCBg8jCCgkvCBgg8BCg0kCBgohCCgwpCB"
    "gwpCCgk3BBg4uCCgs8BBg4uCCgg/BBgwpCCgg/BBg8mCCg0hCBgksCCgg/BBgwpCCgg/BBg8mCCg0hCBgwpCCgg/BBgw"
    "pCCgg/BBg8mCCgokCBgwpCCgg/BBg8mCCg0hCBgwpCCgg/BBgwpCCgg/BBg8mCCg0hCBgwpCCgsxCBg4kBCw3iFDg4kB"
    "Cgo5CDgovBCgo5CDg8xBCg02CDgg/BCg8pCDggnBCwwfBg8mCCg0hCBgs8BCwvKDg0sBCwwfBg8xBCg02CBg45BCg4uC"
    "Bgg/BCg8mCBg0hCCg8mCBgokCCg8mCBg0hCCgg/BBg8mCCg0hCBgwpCCgg/BBgksCCgg/BBg8mCCw35qDDgokCCgokCD"
    "gokCCgokCDg8mCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCgokCDgokCCgokCDgo"
    "kCCgokCDgokCCgokCDgokCCgokCDgokCCg8mCD",
    "EhmBAghHgiO5jur20GB+37ggLCg8xBBg8mCCg48BBgwmCCgonCBg8jCCg0kCBg8jCCgkvCBgg8BCg0kCBgohCCgwpCBg"
    "wpCCgk3BBg4uCCgs8BBg4uCCgg/BBgwpCCgg/BBg8mCCg0hCBgksCCgg/BBgwpCCgg/BBg8mCCg0hCBgwpCCgg/BBgwp"
    "CCgg/BBg8mCCgokCBgwpCCgg/BBg8mCCg0hCBgwpCCgg/BBgwpCCgg/BBg8mCCg0hCBgwpCCgsxCBg4kBCw+vBDg9/JC"
    "gk3BDg8mCCgokCDgokCCgokCDggnBCwwfBg8mCCg0hCBgs8BCwvKDg0sBCwwfBg8xBCg02CBg45BCg4uCBgg/BCg8mCB"
    "g0hCCg8mCBgokCCg8mCBg0hCCgg/BBg8mCCg0hCBgwpCCgg/BBgksCCgg/BBg8mCCg0hCBgwpCCgg/BBgwpCCgg/BBg8"
    "mCCg0hCBg0hCCgsxCBgk3BCgsxCBg45BCg4uCBgk3BCgsxCBgk3BCgsxCBgk3BCgsxCBgk3BCgg0CBggqBCg06PBgw0B"
    "Cgg0CBgw0BCgg0CBgw0BCgg0CBgw0BCgg0CBgk3BCgsxCBgk3BCgsxCBgk3BCgg0CBgw0BCgg0CBgw0BCgg0CBw35BCg"
    "4uCBg45BCg4uCBg45BCg4uCBg45BCgsxCBg45BCg4uCBg45BCg4uCBg45BCg4uCBg45BCg4uCBg45BCgsxCBgk3BCgsx"
    "CBg45BCg4uCBg45BCg4uCBg45BCg4uCBg45BCg4uCBg45BCg4uCBgs8BC",
    "Dq2LgiOgjVx8wkj3FB2oi32uCCgglCBgh3kFCgokCBgokCCgokCBwokCCgokCBgokCCg8mCBgokCCgokCBgokCCgokCB"
    "gokCCgokCBgokCCgokCBgokCCgokCBgokCCg8mCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBg8"
    "mCC",
    "EljCAghHgiOx5nhsmKB2t1218DCg8xBBg8mCCg48BBgwmCCgonCBg8jCCg0kCBg8jCCgkvCBgg8BCg0kCBgohCCgwpCB"
    "gwpCCgk3BBg4uCCgs8BBg4uCCgg/BBgwpCCgg/BBg8mCCg0hCBgksCCgg/BBgwpCCgg/BBg8mCCg0hCBgwpCCgg/BBgw"
    "pCCgg/BBg8mCCgokCBgwpCCgg/BBg8mCCg0hCBgwpCCgg/BBgwpCCgg/BBg8mCCg0hCBgwpCCgsxCBg4kBCw3iFDg4kB"
    "Cgo5CDgovBCgo5CDg8xBCg02CDgg/BCg8pCDggnBCwwfBg8mCCg0hCBgs8BCwvKDg0sBCwwfBg8xBCg02CBg45BCg4uC"
    "Bgg/BCg8mCBg0hCCg8mCBgokCCg8mCBg0hCCgg/BBg8mCCg0hCBgwpCCgg/BBgksCCgg/BBg8mCCg0hCBgwpCCgg/BBg"
    "wpCCgg/BBg8mCCg0hCBg0hCCgsxCBgk3BCgsxCBg45BCg4uCBgk3BCgsxCBgk3BCgsxCBgk3BCgsxCBgk3BCgg0CBggq"
    "BCg06PBgw0BCgg0CBgw0BCgg0CBgw0BCgg0CBgw0BCgg0CBgk3BCgsxCBgk3BCgsxCBgk3BCgg0CBgw0BCgg0CBgw0BC"
    "gg0CBw35BCg4uCBg45BCg4uCBg45BCg4uCBg45BCgsxCBg45BCg4uCBg45BCg4uCBg45BCg4uCBg45BCg4uCBg45BCgs"
    "xCBgk3BCgsxCBg45BCg4uCBg45BCg4uCBg45BCg4uCBg45BCg4uCBg45BCg4uCBgs8BC",
    "EzfAghHgiO/3oyJBgl5sCCg8xBBg8mCCg48BBgwmCCgonCBg8jCCg0kCBg8jCCgkvCBgg8BCg0kCBgohCCgwpCBgwpCC"
    "gk3BBg4uCCgs8BBg4uCCgg/BBgwpCCgg/BBg8mCCg0hCBgksCCgg/BBgwpCCgg/BBg8mCCg0hCBgwpCCgg/BBgwpCCgg"
    "/BBg8mCCgokCBgwpCCgg/BBg8mCCg0hCBgwpCCgg/BBgwpCCgg/BBg8mCCg0hCBgwpCCgsxCBg4kBCw+vBDg9/JCgk3B"
    "Dg8mCCgokCDgokCCgokCDggnBCwwfBg8mCCg0hCBgs8BCwvKDg0sBCwwfBg8xBCg02CBg45BCg4uCBgg/BCg8mCBg0hC"
    "Cg8mCBgokCCg8mCBg0hCCgg/BBg8mCCg0hCBgwpCCgg/BBgksCCgg/BBg8mCCg0hCBgwpCCgg/BBgwpCCgg/BBg8mCCg"
    "0hCBg0hCCgsxCBgk3BCgsxCBg45BCg4uCBgk3BCgsxCBgk3BCgsxCBgk3BCgsxCBgk3BCgg0CBggqBCg06PBgw0BCgg0"
    "CBgw0BCgg0CBgw0BCgg0CBgw0BCgg0CBgk3BCgsxCBgk3BCgsxCBgk3BCgg0CBgw0BCgg0CBgw0BCgg0CBw35BCg4uCB"
    "g45BCg4uCBg45BCg4uCBg45BCgsxCBg45BCg4uCBg45BCg4uCBg45BCg4uCBg45BCg4uCBg45BCgsxCBgk3BCgsxCBg4"
    "5BCg4uCBg45BCg4uCBg45BCg4uCBg45BCg4uCBg45BCg4uCBgs8BC",
    "FwzJghHgiOgjVgkc92kt3gJBij8t62CCws5BBg9pCCg45BBg4uCCg45BBgwm8CCgsiLBgk3BCg8mCBgokCCgokCBgokC"
    "CwiKDw3lCCw86BDw331EEwzkCDwokCEwzkCDwokCEwzkCDw0kCEgpkCDgokCEgokCDgokCEgokCDgokCEgokCDgokCEg"
    "okCDwwoECgokCDg8mCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDgokCCg8mCDg4uCCg45BDg4uCCg45"
    "BDg4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxCCgk3BD"
    "gsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDw7qPC",
    "F4pOghHgiOgjVgkctz4y5rFCy/xziXDw7kwBCgi5EBgk3BCg8mCBgrMDg7igFEwzkCDwokCEwzkCDwokCEwzkCDw0kCE"
    "gpkCDgokCEgokCDgokCEgokCDgokCEgokCDgokCEgokCDgokCEgokCDgokCEw3kBDg1qFCgokCDgokCCgokCDgokCCgo"
    "kCDgokCCgokCDgokCCg8mCDw4uCC",
    "EwpXgjVgkcgljB/zl4GBw++uBCwjr5GDwzkCCwokCDwzkCCwokCDwzkCCw0kCDgpkCCgokCDgokCCgokCDgokCCgokCD"
    "gokCCgokCDgokCCwwoEBgokCCg8mCBgokCCg4sGBgokCCgokCBgokCCgokCBgokCCgokCBg8mCCg4uCBg45BCg4uCBg4"
    "5BCg4uCBg45BCgsxCBgk3BCgsxCBgk3BCgsxCBg45BCg4uCBg45BCg4uCBg45BCgsxCBgk3BCgsxCBgk3BCgsxCBgk3B"
    "CgsxCBg45BCg4uCBg45BCg4uCBg45BCgsxCBgk3BCw7qPB",
    "E5pEAghHgiO/ro4HBwnjTCwgzBBggtBCwv1CBwszBCwv1CBwszBCwv1CBw4zBCwv1CBwszBCwv1CBgk3KCgkgCBggyGC"
    "gg/BBg8mCCg0hCBgwpCCg0hCBgwpCCgg/BBggyGCgg/BBgokCCgokCBgsvGCgokCBg0hCCg8mCBgwpCCgg/BBgokCCgo"
    "kCBg0hCCg8mCBgwpCCgsxCBg4kBCg40CBgwjCCg0kCBgg8BCw3PDggqBCwoaBgw0BCwjNDg8xBCw0XBg8xBCw3PDgovB"
    "Cw0XBg8xBCw3PDgovBCw0XBgs8BCgokCBwpkCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCg8mCBgokCCgokC"
    "BgokCCgokCBgokCCgokCBgokCCgokCBgokCCg8mCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBg"
    "okCCg8mCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCg77sBBgokCCgokCBw8mCCgokCBgokCCgokCBg8mCCg0hCBwn"
    "kCCgokCBgokCCgokCBgokCCgokCBgokCCg8mCBgokCCgokCBwokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgokC"
    "Cg8mCBgokCCgokCBgokCCgwoEDgokCCgokCDgokCCgokCDgokCCg01EB",
    "D45GghHgiOtjq4wjKBy//px3GCw5yGBgk3BCg8mCBgokCCgokCBgokCCg0+BBg4zgFCgokCBgokCCg8mCBgokCCgokCB"
    "gokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCg8mCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgo"
    "kCCgokCBg8mCC",
    "Eo8CAghHgiOtoyq32HCy0+++sBDwk0BCw3uCDw80BCg5uCDg45BCgnaBgskBCwtxCBw6xBCgx+CBgn1BCgt0CBgz4BCw"
    "wpCBwvpCCgh/BBgzhCCw8mCBwzkCCw8jCBwvpCCwg/BBw7mCCw0hCBwvpCCw0hCBwvpCCwh/BBg8mCCg0hCBgwpCCgg/"
    "BBgokCCgokCBg0hCCgwpCBgokCCgokCBg0hCCg8mCBgwpCCgg/BBgokCCgokCBg0hCCg8mCBgwpCCgsxCBg4kBCg0dDw"
    "nyKCgk3BDg8mCCgokCDgg/BCgwpCDg0+BCg87CDg80BCggwiEDg0hCCg8mCDgokCCgokCDgokCCg8mCDg0hCCgokCDgo"
    "kCCgokCDgokCCgokCDgokCCgokCDg8mCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mC"
    "CgokCDgokCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDgokCCg8mCD",
    "En3BAghHgiO/3qnJBw3/pCCwohCBwnkCCw0kCBwnsTCwkgCBw/xGCwg/BBw7mCCw0hCBgwpCCg0hCBwvpCCwg/BBwj+g"
    "BCwwoBBwnkCCwvKDgk6BCg5qEBwr8BCwrjJDwstBCw71CDwg/BCwvpCDwg/BCwvpCDwg/BCwvpCDwg/BCwriLDw45BCw"
    "//oDDw0hCCw7mCDw0hCCwzhCDwokCCw7mCDw0hCCg9mCDgokCCgokCDgokCCg8mCDg0hCCgokCDgokCCgokCDgokCCgo"
    "kCDgokCCgokCDg8mCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCgokCDgokCCgokC"
    "DgokCCgokCDgokCCgokCDgokCCgokCDgokCCg8mCD",
    "D45GghHgiOtzsxw+IByhl5+0CCwzsBBwokCCwzkCBwg8BCwjvCBw42BCwrxCBwg/BCwnkCBwsv0CCgpmKBgk3BCg8mCB"
    "g8jCCgg/BBg8pCCgn+BBg1kCCgksCBgr8BCgksCBgl3BCgsxCBg/urCCwnvBBw87CCg0sBBg87CCg0sBBgw+CCg0sBBg"
    "87CCg0sBBgo5CCgovBBg87CCgovBBg8jCCgokCBgwsCCgw3BBghxCCw35BBw4uCCw35BBw4uCCw35BBw4uCCw35BBw4u"
    "CCw35BBw8pCCwnhCBw8mCCgokCBgokCCgokCBgokCCgokCBgokCCg8mCBgokCCgokCBgokCCgokCBgokCCgokCBgokCC"
    "gokCBgokCCgokCBgokCCg8mCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBg8mCC",
    "Gw9MghHw8MgiOgjVgkc961pyyKCiig34mFDilvziXEwrlvBDgy4FBgk3BDg8mCBgokCDwiiBEw7o9EFwzkCEwokCFwzk"
    "CEwokCFwzkCEw0kCFgpkCEgokCFgokCEgokCFgokCEgokCFgokCEgokCFgokCEgokCFgokCEw0zIDgokCEgokCDgokCE"
    "gokCDgokCEgokCDgokCEgokCDg8mCEg4uCDg45BEg4uCDg45BEg4uCDg45BEgsxCDgk3BEgsxCDgk3BEgsxCDg45BEg4"
    "uCDg45BEg4uCDg45BEgsxCDgk3BEgsxCDgk3BEgsxCDgk3BEgsxCDg45BEg4uCDg45BEg4uCDg45BEgsxCDgk3BE",
    "F4uDAijBghHgiOttgz7jJCu3rz5mCBm0t7zTDg8oBBgohCDg8pCBgs5BDgkvCBg42BDg4xCBgwxBDgw+CBgo1BDgs0CB"
    "g04BDgwpCBg02CDg8xBBg0hCDg8mCBgokCDgokCBgwpCDgg/BBg8mCDg0hCBgwpCDg0hCBgwpCDgg/BBg8mCDg0hCBgw"
    "pCDgg/BBgokCDgokCBg0hCDgwpCBgokCDgokCBg0hCDg8mCBgwpCDgg/BBgokCDgokCBg0hCDg8mCBgwpCDgsxCBw5kB"
    "DwijFEw35BDw45BEgp5CDgk3BEg8mCDgokCEgvmCDghiCEg0+BDwz1iEEwnkCDg9mCEg0hCDg8mCEgokCDgokCEgokCD"
    "g8mCEg0hCDgokCEgokCDgokCEgokCDgokCEgokCDgokCEg8mCDgokCEgokCDgokCEgokCDgokCEgokCDgokCEgokCDgo"
    "kCEgokCDgokCEg8mCDgokCEgokCDgokCEgokCDgokCEgokCDgokCEgokCDgokCEgokCDg8mCE",
    "IyzRgiOu3RgjVu4Ygkcu5fgljBhnhnopGCq2z+3DEgkjCCwj6BGwkoBEw3gDG+ys+JFgmRDg8tGFw3MHgw9BFwoLDw8o"
    "EBwwhhBDwjr5GFwzkCDwokCFwzkCDwokCFwzkCDw0kCFgpkCDgokCFgokCDgokCFgokCDgokCFgokCDgokCFgokCDgok"
    "CFgokCDgokCFg8mCDwwoEBggqBDwnaFgokCDgokCFgokCDgokCFgokCDgokCFgokCDg8mCFg4uCDg45BFg4uCDg45BFg"
    "4uCDg45BFgsxCDgk3BFgsxCDgk3BFgsxCDg45BFg4uCDg45BFg4uCDg45BFgsxCDgk3BFgsxCDgk3BFgsxCDgk3BFgsx"
    "CDg45BFg4uCDg45BFg4uCDg45BFgsxCDgk3BFw7qPD",
    "DohFghHgiOty7uk6IByy+tuwCCgjxBBgwkmDCw9wJBgk3BCg8mCBgokCCgokCBgokCCgokCBgsy5BCg8mCBgokCCgokC"
    "BgokCCgokCBgokCCgokCBgokCCgokCBgokCCg8mCBgsxCCgk3BBgso+BCg0hCBgokCCgokCBgokCCgokCBgokCCgokCB"
    "gokCCg8mCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCg8mCBgokCCgokCBgokCCgokCBgo"
    "kCCgokCBgokCCgokCBgokCCgokCBg8mCC",
    "EijBAghHgiOh2v9n9GBm0o55TCg8oBBgohCCg8pCBgs5BCgkvCBg42BCg4xCBgwxBCgw+CBgo1BCgs0CBg04BCgwpCBg"
    "02CCg8xBBg0hCCg8mCBgokCCgokCBgwpCCgg/BBg8mCCg0hCBgwpCCg0hCBgwpCCgg/BBg8mCCg0hCBgwpCCgg/BBgok"
    "CCgokCBg0hCCgwpCBgokCCgokCBg0hCCg8mCBgwpCCgg/BBgokCCgokCBg0hCCg8mCBgwpCCgsxCBw5kBCgypBDwpmKC"
    "gk3BDg8mCCgokCDgvmCCghiCDg0+BCwz1iEDwnkCCg9mCDg0hCCg8mCDgokCCgokCDgokCCg8mCDg0hCCgokCDgokCCg"
    "okCDgokCCgokCDgokCCgokCDg8mCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDg8mCCgok"
    "CDgokCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDgokCCg8mCD",
    "GkqLghHgiOkrSgjVgkclg4zxiGDg45BAg8pCDgkTAg36dCqwy7x1BEw37DCgu3FBgk3BCg8mCBgokCCgokCBgjEEgzi8"
    "EFwzkCEwokCFwzkCEwokCFwzkCEw0kCFgpkCEgokCFgokCEgokCFgokCEgokCFgokCEgokCFgokCEwwoECgokCEg8mCC"
    "gokCEgokCCgokCEgokCCgokCEgokCCgokCEgokCCgokCEgokCCg8mCEgokCCwokCEg4uCCg45BEg4uCCg45BEgsxCCg0"
    "/FE",
    "Do7FghHgiOvkgmKBg41gDCwzsBBwokCCwzkCBwg8BCwjvCBw42BCwrxCBwg/BCwnkCBwsv0CCgpmKBgk3BCg8mCBgokC"
    "Cg0+BBg8pCCgn+BBg1kCCgksCBgr8BCgksCBgl3BCgsxCBg/urCCwnvBBw87CCg0sBBg87CCg0sBBgw+CCg0sBBg87CC"
    "g0sBBgo5CCgovBBg87CCgovBBg87CCg0sBBgo5CCgovBBg87CCg0sBBg87CCg0sBBgo5CCgovBBg87CCgovBBgo5CCgo"
    "vBBg9mCCg0hCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCg8mCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokC"
    "BgokCCgokCBgokCCg8mCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBg8mCC",
    "EovXgjVgkcgljB/zl4GBw++uBCwjr5GDwzkCCwokCDwzkCCwokCDwzkCCw0kCDgpkCCgokCDgokCCgokCDgokCCgokCD"
    "gokCCgokCDgokCCwwoEBgokCCg8mCBwswECgr8BDgokCCgokCDgokCCgokCDgokCCgokCDgokCCg8mCDg4uCCg45BDg4"
    "uCCg45BDg4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxC"
    "Cgk3BDgsxCCg45BDg4uCCg45BDg4uCCwkrEBgk3BC",
    "Do0IghHgiOt4t4wjKBy0jqx3GCw5yGBgk3BCg8mCBgokCCgokCBgokCCg0+BBg4zgFCgokCBgokCCg8mCBgokCCgokCB"
    "gokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCg8mCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgo"
    "kCCgokCBg8mCC",
    "EkzVgjVgkcgljB/zl4GBw++uBCwjr5GDwzkCCwokCDwzkCCwokCDwzkCCw0kCDgpkCCgokCDgokCCgokCDgokCCgokCD"
    "gokCCwwoEBgokCCgokCBgokCCg8mCBgokCCg4sGBgokCCgokCBgokCCgokCBgokCCgokCBg8mCCg4uCBg45BCg4uCBg4"
    "5BCg4uCBg45BCgsxCBgk3BCgsxCBgk3BCgsxCBg45BCg4uCBg45BCg4uCBg45BCgsxCBgk3BCgsxCBgk3BCgsxCBgk3B"
    "CgsxCBg45BCg4uCBg45BCg4uCBg45BCgsxCBgk3BCw7qPBw4gJC",
    "Gw/PghHgiOg+PgjVgkc9+7pyyKDijg34mFCio1ziXEwz0wBCgqpEBgk3BCg8mCBgokCCw2DEwnn+EFwzkCEwokCFwzkC"
    "EwokCFwzkCEw0kCFgpkCEgokCFgokCEgokCFgokCEgokCFgokCEgokCFgokCEgokCFgokCEggpDCw8uHEgokCCgokCEg"
    "okCCgokCEwiNFgl3BEgokCFgokCEg7mCFw5uCEwwoECg45BEg4uCCg45BEgsxCCgk3BEgsxCCgk3BEgsxCCg45BEg4uC"
    "Cg45BEg4uCCg45BEgsxCCgk3BEgsxCCgk3BEgsxCCgk3BEgsxCCg45BEg4uCCg45BEg4uCCg45BEgsxCCgk3BEgsxCCg"
    "k3BEgsxCCg45BEg4uCCw35BFg3uCE",
    "DwhKghHgiO9yw4wjKBivmqx3GCw5yGBgk3BCg8mCBgokCCgokCBgokCCg0+BBg4zgFCgokCBgokCCg8mCBgokCCgokCB"
    "gokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCg8mCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgo"
    "kCCgokCBg8mCC",
    "F49KghHw2NgiOgjVt7xpyyKCy+0oj4BDi/n7o0FBgk3BDg8mCBgokCDgokCBwokCDwpwxEEw0kCDwvmCEwgiCDwvmCEg"
    "1hCDg7mCEw1hCDgokCEgokCDgokCEg8mCDgokCEgokCDgokCEgokCDgokCEgokCDgokCEgokCDgokCEgokCDgokCEg8m"
    "CDgnkCEwnkCDwokCEwnkCDwokCEwnkCDwokCEwnkCDwokCEwnkCDw8mCEw3uCDg65BE",
    "E4uIghH8hHgiOttgzq2KC65z+/uCB6/4oy9BDwk0BBgp7vIDg0hCBgokCDgokCBgokCDgokCBgokCDgokCBgokCDg8mC"
    "BgokCDgokCBgokCDgokCBgokCDgokCBgokCDgokCBgokCDgokCBgokCDg8mCBgokCDgokCBgokCDgokCBgokCDgokCBg"
    "okCDgokCBgokCDgokCBg8mCD",
    "FozLghHgiOgjVgkctmy2pjGBy4ijYCg45BBg/rDAy7j68GCyymqvoCDw73ECg+6EBgk3BCg8mCBgokCCwugCDwvq8EEw"
    "zkCDwokCEwzkCDwokCEwzkCDw0kCEgpkCDgokCEgokCDgokCEgokCDgokCEgokCDgokCEgokCDwwoECgokCDg8mCCgok"
    "CDgokCCgokCDgokCCgokCDgokCCgokCDgokCCgokCDgokCCg8mCDg4uCCg45BDg4uCCg45BDw4uCCg45BDgsxCCg4qKD",
    "DwpJghHgiO9yru1yGBihz6wjDCg9lKBgk3BCgwEBgj/kECwz4BBwkvCCw35BBw8vCCw35BBwsxCCwj3BBwgxCCwv3BBw"
    "gxCCwv3BBwgxCCw35BBwwsCCw35BBwsxCCw35BBw8pCCwn+BBw0kCCgpkCBgokCCgokCBgokCCgokCBgokCCgokCBgok"
    "CCgokCBgokCCgokCBgokCCg8mCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBg8mCC",
    "Fg2WgiOgjVgkcgljB/zl4GCw++uBDwjr5GEwzkCDwokCEwzkCDwokCEwzkCDw0kCEgpkCDgokCEgokCDgokCEgokCDgo"
    "kCEgokCDgokCEgokCDwwoECgokCDg8mCCwwoEBggqBCwnaDgokCCgokCDgokCCgokCDgokCCgokCDgokCCg8mCDg4uCC"
    "g45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDgsxCCgk"
    "3BDgsxCCgk3BDgsxCCg45BDg4uCCg45BDg4uCCg45BDgsxCCgk3BDw7qPCwoiGD",
    "D4uEghHgiOtt7/q8IBytl7wwFCg45BBg4uCCg45BBw02kFCgokCBgokCCgokCBgokCCgokCBgokCCg8mCBgokCCgokCB"
    "gokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCg8mCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgo"
    "kCCgokCBg8mCC",
    "Di1HghHgiOh6gt3gJBmm4t62CCws5BBg9pCCg45BBg4uCCg45BBg00GCgs8BBgw1zCCgsiLBgk3BCg8mCBgokCCgokCB"
    "gokCCg4DBg0pECggiCBg8jCCgokCBgwpCCgg/BBgv7mECwzhCBwpkCCgokCBgokCCgokCBgokCCgokCBgokCCg8mCBgo"
    "kCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCg8mCBgokCCgokCBgokCCgokCBgokCCgokCBgokC"
    "CgokCBgokCCgokCBg8mCC",
    "H47LghHg7JwmLgiOgjVgkct3zpyyKCyhzimrEDiprxtKBirm/6CEwrhBBwo60CFg75DEgi6FBgk3BEg8mCBgokCEw+sB"
    "Fw/98EGwzkCFwokCGwzkCFwokCGwzkCFw0kCGgpkCFgokCGgokCFgokCGgokCFgokCGgokCFgokCGgokCFwwoEEgokCF"
    "g8mCEgokCFgokCEgokCFgokCEgokCFgokCEgokCFgokCEgokCFgokCEg8mCFg4uCEg45BFg4uCEwwoEBg45BEg0kRF",
    "Eo6UgjVgkcgljBtk51i8FByuk2rnBCwjr5GDwzkCCwokCDwzkCCwokCDwzkCCw0kCDgpkCCgokCDgokCCgokCDgokCCg"
    "okCDgokCCwwoEBgokCCgokCBgokCCg8mCBgokCCg4sGBgokCCgokCBgokCCgokCBgokCCgokCBg8mCCg4uCBg45BCg4u"
    "CBg45BCg4uCBg45BCgsxCBgk3BCgsxCBgk3BCgsxCBg45BCg4uCBg45BCg4uCBg45BCgsxCBgk3BCgsxCBgk3BCgsxCB"
    "gk3BCgsxCBg45BCg4uCBg45BCg4uCBg45BCgsxCBgk3BCw7qPBw0kRCwzoJB",
    "Eg7JghHgiOgjV9l1+1sGBiys/4CCws5BBg9pCCg45BBg4uCCw7oEDg45BCg7yLBw9ptCCgojKBgk3BCg8mCBgokCCw/k"
    "CBwztCCw3lCBww9BCghiCBgsuCCg45BBgwpCCgg/BBg8mCCg0hCBw/5gBCg0sBBgokCCgokCBg87CCgovBBgokCCgokC"
    "Bgo5CCgovBBgo5CCgovBBgo5CCgovBBg87CCg0sBBgky1BCg0hCBg8mCCgokCBgokCCgokCBg8mCCg0hCBgokCCgokCB"
    "gokCCgokCBgokCCgokCBgokCCg8mCBgokCCgokCBgokCCgokCBgokCCgokCBwokCCgokCBgokCCgokCBgokCCg8mCBgo"
    "kCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBg8mCC",
    "DwvHghHgiO9ur4wjKBirhqx3GCw5yGBgk3BCg8mCBgokCCgokCBgokCCg0+BBg4zgFCgokCBgokCCg8mCBgokCCgokCB"
    "gokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCg8mCBgokCCgokCBgokCCgokCBgokCCgokCBgokCCgokCBgo"
    "kCCgokCBg8mCC",
    "D4oWgjVgkcthyhj8GBy5y/vgFCgkiBB",
    "Do+hBgljBgmqBtsoogtHByim/5uKC",
    "C4xxBgnxBtj2q65IB",
    "C4ttBw2tBtr52qnIB",
    "CgpUgjV9huhj8GB",
    "CAgljB/rz1CB",
    "C4/Zgkctv4ngtHB",
    "CwuiBgljB9s8h0lBB",
    "Dw+agkcgljB9s6ngtHBi1n3h9ICw38BBw1ytDCw35BB",
    "CwmVgjV98vhj8GB",
    "Cggagkc9vm+s8GB",
    "GguuC/r0Cgp/BgqmCgrtCgs0C97nvyjIEi294tnEDw0lSCwsmMEgr5tDBwnomDF",
    "C/mxB/lqBv7w9GBw3uCAw45BBw3uCAwot/CBwryPAw4r8CBwnkCAwokCBwnkCAwokCBwnkCAwokCBwnkCAwokCBw7mCA"
    "wokCBwnkCAwokCBwnkCAwoaBwnuDAw0sBBw77CAwokCBw7mCAw0hCBw7mCAwokCBwnkCAwokCBwnkCAwokCBwnkCAwok"
    "CBwnkCAwokCBw7mCAw0hCBw7mCAwokCBwnkCAwokCBwnkCAwokCBwnkCAws8BBwjsCAws8BBw3uCAw45BBw3uCAw45BB"
    "w3uCAws8BBwjsCAws8BBwjsCAws8BBw3uCAw45BBw3uCAw45BBw3uCAws8BBwjsCAws8BBwjsCAws8BBwjsCAws8BBw3"
    "uCAw45BBw3uCAw45BBw3uCAws8BBwjsCAws8BBwjsCAws8BBw3uCAw45BBw3uCAw45BBw3uCAw8xBB",
    "E4/1Cok2C405C41gDtv7ly8LBiny6oiJCk9t7DDggqBCg87CDg8xBCgo5CDgovBCgo5CDgovBCgo5CDgovBCgo5CDgov"
    "BCgo5CDgovBCgo5CDg8xBCgo5CDgovBCgo5CDgovBCgo5CDgovBCgo5CDgovBCgo5CDgovBCgo5CDg8xBCgo5CDgovBC"
    "gsxCDgs8BCgksCDgs8BCgksCDgs8BCgksCDgg/BCgwpCDgg/BCgwpCDgg/BCgwpCDgg/BCgksCDgs8BCgksCDgs8BCgk"
    "sCDgg/BCgwpCDgg/BCgwpCDgg/BCgksCDgs8BCgksCDgs8BCgksCDgg/BCgwpCDgg/BCgwpCDgg/BCgwpCDgg/BCgwpC"
    "D",
    "C/n4B/mxB/6w9GBw3uCAw45BBw3uCAwot/CBwryPAw4r8CBwnkCAwokCBwnkCAwokCBwnkCAwokCBwnkCAwokCBw7mCA"
    "wokCBwnkCAwokCBwnkCAwoaBwnuDAw0sBBw77CAwokCBw7mCAw0hCBw7mCAwokCBwnkCAwokCBwnkCAwokCBwnkCAwok"
    "CBwnkCAwokCBw7mCAw0hCBw7mCAwokCBwnkCAwokCBwnkCAwokCBwnkCAws8BBwjsCAws8BBw3uCAw45BBw3uCAw45BB"
    "w3uCAws8BBwjsCAws8BBwjsCAws8BBw3uCAw45BBw3uCAw45BBw3uCAws8BBwjsCAws8BBwjsCAws8BBwjsCAws8BBw3"
    "uCAw45BBw3uCAw45BBw3uCAws8BBwjsCAws8BBwjsCAws8BBw3uCAw45BBw3uCAw45BBw3uCAw8xBB",
    "Hgo4Cv7wC/vwC/qtC/pmCgt7CguiD9/2xwjJCg4kvCBinog3yED4z+jIEwxmCDg0hCEgqkBGgyiBFgokCGg8mCFg0hCG"
    "g8mCFg0hCGg8mCFg0hCGg8mCFg0hCGg8mCFg0hCGg8mCFgokCGg8mCFg0hCGg8mCFg0hCGg8mCF",
    "Fw9oCgp/Bg/kCgqmCgrtC96ttyyKCity6t4BDi6xs1yFBwkuNDwk7oJE",
    "EnzhDgp/BgqmC4knCt5gyn2ODg81vHCyl972zBBwgySCwz7+CBw0xSC",
    "D48uCgrtCgs0Ctp9xi6GByx2+gpHCg4kBBwszoBCwnkCBwokCCwnkCBw8mCCwzhCBw8mCCwnkCBwokCCwnkCBwokCCwn"
    "kCBwokCCwnkCBwokCCwnkCBw8mCCwzsBBwsmDCwjiBB",
    "EA/r0C/qtCgt7C/jtqEBgqk0FCw3ohCD",
    "DvowC/qtCgt7C9uqlyjIBilkyxhNC",
    "Dg8zCgs0Cgt7C9nui7rGBikm7p4JCg0sBBgw+CCggqBBgk4pBCg0sBBg4uCCg8xBBg02CCgkiBBgsmDCgkiBBggpDCwv"
    "fBw0rDCg8cBg0rDCg8cBgouDCgoaBgouDCgoaBgouDCgoaBg8wDCg0XBg0gECgwKB",
    "Cog0Cgs0CtgzvyjIB",
    "D//pB/lqB/kjB9vz92yECi63j9uGBwkydCw7ZB",
    "Cno/B/o/Bt/39r3GB",
    "Co/qCgrtCtusms3GB",
    "F38kDgp/Bo7jCgqmCgrtCtm6xn2OCg81vHDyyorg6EBwwpLDww5/BEwn6GDwomcEyxnhpFDyu2vwBEwnaDwo5CEw7xBD"
    "w02CEw7xBDws4JEwnaDwo0JEyl2/cDyqt4wCEwnvBD",
    "E7/pCv6pC/pmCv5iClov8n2IBqxympsEDwgIBwzqlBDwryPBwgnHC",
    "E/3pC//qC/pmCguiD9v3lyjIBiwp1noJCi055r5BD",
    "Gnr8Cgp/BgqmC4ssCgrtCgs0Ctpryn2ODg81vHEyz572zBBghySEg/1sCCw0lSBw0xSEgjunDFwvm9DE",
    "FgowCgp/BgqmCgrtCgs0C9vrvyjIDiqh82zBBghySDg/1sCCw0lSBw4jMDg/7tDE",
    "CvshCv5iC92z9r3GB",
    "DvkzC/qtC/pmC92klyjIBitvxvwGCwjiBB",
    "E4nuCgp/Bw7wCgs0Ct/0mm4FCy4+tqxCBo5+MC4/hvED",
    "D30vC/1vC/qtCt2103gCByiuqhsBC",
    "Gw3uCgrtCg4uCw7wCgs0Cw83C9uovyjICi/g/i8FDi9xuz5CFgovBDg43tFBo0kRE",
    "D4guCgrtCgs0Ctx7xi6GBy71n83HCw7fBw0oDCwngBBw1gsCCgkiBB",
    "Dw34CvgwC/qtC9+3xwjJBg4kvCC",
    "D32pDoh/Bgp/Btywxn2OBg81vHC",
    "Dn/8Bv47B/n4BthxmyjIByizojuLC",
    "F3y+Cgp/BgqmColqCgrtCt6myn2ODg81vHEyk172zBBghySEg/1sCCw0lSBw0xSE",
    "Dw/kCg/kCgqmC9+ltyyKBixq6t4BC",
    "Fw79Cv8qCv6pC/pmCv5iC9mj5snIBgghiHCis61iiDEw/pBDoo5CE4nvBDoo5CE4nvBDoo5CE47xBDoo5CE4nvBDoo5C"
    "E4nvBDoo5CE4nvBDoo5CE4nvBDoo5CE4nvBDoo5CE47xBDoo5CE4nvBDoo5CE4nvBDoo5CE4nvBD",
    "F3tkDgp/BoqkCgqmCgrtCtk7xn2OCg81vHByy862jFDw4hgCEwn6GDwomcEyxnhpFDyu2vwBEwnaDwo5CEw7xBDw02CE"
    "w7xBDws4JEwnaDwo0JEyl2/cDyqt4wCEwnvBD",
    "CvjmC/pmC9oq9r3GB",
    "CojxCgs0CtmtvyjIB",
    "Eg02Cg32Cgt7CguiD93jzu7CBi6jiz5BCi4nr6xEDgw9BCg02CDwvfCwgpDDwvfCw8n/BDgoaC",
    "CojuCgs0CtmnvyjIB",
    "Cwl2Cgs0C9q3vyjIB",
    "CAghHwshfBg0hCAg8mCBgokCAgokCBgokCAg8mCBg0hCAgokCBgokCAgokCBgokCAgokCBgokCAgokCBg8mCAgokCBgo"
    "kCAgokCBgokCAgokCBgokCAgokCBgokCAgokCBgokCAgokCBg8mCAgokCBgokCAgokCBgokCAgokCBgokCAgokCBgokC"
    "AgokCBgokCAg8mCB",
};

static const zone_row ZONES[] = {
    { "Africa/Abidjan", "GMT0", 1 },
    { "Africa/Accra", "GMT0", 2 },
    { "Africa/Addis_Ababa", "EAT-3", 3 },
    { "Africa/Algiers", "CET-1", 4 },
    { "Africa/Asmara", "EAT-3", 5 },
    { "Africa/Asmera", "EAT-3", 6 },
    { "Africa/Bamako", "GMT0", 7 },
    { "Africa/Bangui", "WAT-1", 8 },
    { "Africa/Banjul", "GMT0", 9 },
    { "Africa/Bissau", "GMT0", 10 },
    { "Africa/Blantyre", "CAT-2", 11 },
    { "Africa/Brazzaville", "WAT-1", 12 },
    { "Africa/Bujumbura", "CAT-2", 13 },
    { "Africa/Cairo", "EET-2EEST,M4.5.5/0,M10.5.4/24", 14 },
    { "Africa/Casablanca", "<+01>-1", 15 },
    { "Africa/Ceuta", "CET-1CEST,M3.5.0,M10.5.0/3", 16 },
    { "Africa/Conakry", "GMT0", 17 },
    { "Africa/Dakar", "GMT0", 18 },
    { "Africa/Dar_es_Salaam", "EAT-3", 19 },
    { "Africa/Djibouti", "EAT-3", 20 },
    { "Africa/Douala", "WAT-1", 21 },
    { "Africa/El_Aaiun", "<+01>-1", 22 },
    { "Africa/Freetown", "GMT0", 23 },
    { "Africa/Gaborone", "CAT-2", 24 },
    { "Africa/Harare", "CAT-2", 25 },
    { "Africa/Johannesburg", "SAST-2", 26 },
    { "Africa/Juba", "CAT-2", 27 },
    { "Africa/Kampala", "EAT-3", 28 },
    { "Africa/Khartoum", "CAT-2", 29 },
    { "Africa/Kigali", "CAT-2", 30 },
    { "Africa/Kinshasa", "WAT-1", 31 },
    { "Africa/Lagos", "WAT-1", 32 },
    { "Africa/Libreville", "WAT-1", 33 },
    { "Africa/Lome", "GMT0", 34 },
    { "Africa/Luanda", "WAT-1", 35 },
    { "Africa/Lubumbashi", "CAT-2", 36 },
    { "Africa/Lusaka", "CAT-2", 37 },
    { "Africa/Malabo", "WAT-1", 38 },
    { "Africa/Maputo", "CAT-2", 39 },
    { "Africa/Maseru", "SAST-2", 40 },
    { "Africa/Mbabane", "SAST-2", 41 },
    { "Africa/Mogadishu", "EAT-3", 42 },
    { "Africa/Monrovia", "GMT0", 43 },
    { "Africa/Nairobi", "EAT-3", 6 },
    { "Africa/Ndjamena", "WAT-1", 44 },
    { "Africa/Niamey", "WAT-1", 45 },
    { "Africa/Nouakchott", "GMT0", 46 },
    { "Africa/Ouagadougou", "GMT0", 47 },
    { "Africa/Porto-Novo", "WAT-1", 48 },
    { "Africa/Sao_Tome", "GMT0", 49 },
    { "Africa/Timbuktu", "GMT0", 1 },
    { "Africa/Tripoli", "EET-2", 50 },
    { "Africa/Tunis", "CET-1", 51 },
    { "Africa/Windhoek", "CAT-2", 52 },
    { "America/Adak", "HST10HDT,M3.2.0,M11.1.0", 53 },
    { "America/Anchorage", "AKST9AKDT,M3.2.0,M11.1.0", 54 },
    { "America/Anguilla", "AST4", 55 },
    { "America/Antigua", "AST4", 56 },
    { "America/Araguaina", "<-03>3", 57 },
    { "America/Argentina/Buenos_Aires", "<-03>3", 58 },
    { "America/Argentina/Catamarca", "<-03>3", 59 },
    { "America/Argentina/ComodRivadavia", "<-03>3", 59 },
    { "America/Argentina/Cordoba", "<-03>3", 60 },
    { "America/Argentina/Jujuy", "<-03>3", 61 },
    { "America/Argentina/La_Rioja", "<-03>3", 62 },
    { "America/Argentina/Mendoza", "<-03>3", 63 },
    { "America/Argentina/Rio_Gallegos", "<-03>3", 64 },
    { "America/Argentina/Salta", "<-03>3", 65 },
    { "America/Argentina/San_Juan", "<-03>3", 66 },
    { "America/Argentina/San_Luis", "<-03>3", 67 },
    { "America/Argentina/Tucuman", "<-03>3", 68 },
    { "America/Argentina/Ushuaia", "<-03>3", 69 },
    { "America/Aruba", "AST4", 70 },
    { "America/Asuncion", "<-03>3", 71 },
    { "America/Atikokan", "EST5", 72 },
    { "America/Atka", "HST10HDT,M3.2.0,M11.1.0", 53 },
    { "America/Bahia", "<-03>3", 73 },
    { "America/Bahia_Banderas", "CST6", 74 },
    { "America/Barbados", "AST4", 75 },
    { "America/Belem", "<-03>3", 76 },
    { "America/Belize", "CST6", 77 },
    { "America/Blanc-Sablon", "AST4", 78 },
    { "America/Boa_Vista", "<-04>4", 79 },
    { "America/Bogota", "<-05>5", 80 },
    { "America/Boise", "MST7MDT,M3.2.0,M11.1.0", 81 },
    { "America/Buenos_Aires", "<-03>3", 58 },
    { "America/Cambridge_Bay", "MST7MDT,M3.2.0,M11.1.0", 82 },
    { "America/Campo_Grande", "<-04>4", 83 },
    { "America/Cancun", "EST5", 84 },
    { "America/Caracas", "<-04>4", 85 },
    { "America/Catamarca", "<-03>3", 59 },
    { "America/Cayenne", "<-03>3", 86 },
    { "America/Cayman", "EST5", 87 },
    { "America/Chicago", "CST6CDT,M3.2.0,M11.1.0", 88 },
    { "America/Chihuahua", "CST6", 89 },
    { "America/Ciudad_Juarez", "MST7MDT,M3.2.0,M11.1.0", 90 },
    { "America/Coral_Harbour", "EST5", 91 },
    { "America/Cordoba", "<-03>3", 60 },
    { "America/Costa_Rica", "CST6", 92 },
    { "America/Coyhaique", "<-03>3", 93 },
    { "America/Creston", "MST7", 94 },
    { "America/Cuiaba", "<-04>4", 95 },
    { "America/Curacao", "AST4", 96 },
    { "America/Danmarkshavn", "GMT0", 97 },
    { "America/Dawson", "MST7", 98 },
    { "America/Dawson_Creek", "MST7", 99 },
    { "America/Denver", "MST7MDT,M3.2.0,M11.1.0", 100 },
    { "America/Detroit", "EST5EDT,M3.2.0,M11.1.0", 101 },
    { "America/Dominica", "AST4", 102 },
    { "America/Edmonton", "MST7MDT,M3.2.0,M11.1.0", 103 },
    { "America/Eirunepe", "<-05>5", 104 },
    { "America/El_Salvador", "CST6", 105 },
    { "America/Ensenada", "PST8PDT,M3.2.0,M11.1.0", 106 },
    { "America/Fort_Nelson", "MST7", 107 },
    { "America/Fort_Wayne", "EST5EDT,M3.2.0,M11.1.0", 108 },
    { "America/Fortaleza", "<-03>3", 109 },
    { "America/Glace_Bay", "AST4ADT,M3.2.0,M11.1.0", 110 },
    { "America/Godthab", "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 111 },
    { "America/Goose_Bay", "AST4ADT,M3.2.0,M11.1.0", 112 },
    { "America/Grand_Turk", "EST5EDT,M3.2.0,M11.1.0", 113 },
    { "America/Grenada", "AST4", 114 },
    { "America/Guadeloupe", "AST4", 115 },
    { "America/Guatemala", "CST6", 116 },
    { "America/Guayaquil", "<-05>5", 117 },
    { "America/Guyana", "<-04>4", 118 },
    { "America/Halifax", "AST4ADT,M3.2.0,M11.1.0", 119 },
    { "America/Havana", "CST5CDT,M3.2.0/0,M11.1.0/1", 120 },
    { "America/Hermosillo", "MST7", 121 },
    { "America/Indiana/Indianapolis", "EST5EDT,M3.2.0,M11.1.0", 108 },
    { "America/Indiana/Knox", "CST6CDT,M3.2.0,M11.1.0", 122 },
    { "America/Indiana/Marengo", "EST5EDT,M3.2.0,M11.1.0", 123 },
    { "America/Indiana/Petersburg", "EST5EDT,M3.2.0,M11.1.0", 124 },
    { "America/Indiana/Tell_City", "CST6CDT,M3.2.0,M11.1.0", 125 },
    { "America/Indiana/Vevay", "EST5EDT,M3.2.0,M11.1.0", 126 },
    { "America/Indiana/Vincennes", "EST5EDT,M3.2.0,M11.1.0", 127 },
    { "America/Indiana/Winamac", "EST5EDT,M3.2.0,M11.1.0", 128 },
    { "America/Indianapolis", "EST5EDT,M3.2.0,M11.1.0", 108 },
    { "America/Inuvik", "MST7MDT,M3.2.0,M11.1.0", 129 },
    { "America/Iqaluit", "EST5EDT,M3.2.0,M11.1.0", 130 },
    { "America/Jamaica", "EST5", 131 },
    { "America/Jujuy", "<-03>3", 61 },
    { "America/Juneau", "AKST9AKDT,M3.2.0,M11.1.0", 132 },
    { "America/Kentucky/Louisville", "EST5EDT,M3.2.0,M11.1.0", 133 },
    { "America/Kentucky/Monticello", "EST5EDT,M3.2.0,M11.1.0", 134 },
    { "America/Knox_IN", "CST6CDT,M3.2.0,M11.1.0", 122 },
    { "America/Kralendijk", "AST4", 135 },
    { "America/La_Paz", "<-04>4", 136 },
    { "America/Lima", "<-05>5", 137 },
    { "America/Los_Angeles", "PST8PDT,M3.2.0,M11.1.0", 138 },
    { "America/Louisville", "EST5EDT,M3.2.0,M11.1.0", 133 },
    { "America/Lower_Princes", "AST4", 135 },
    { "America/Maceio", "<-03>3", 139 },
    { "America/Managua", "CST6", 140 },
    { "America/Manaus", "<-04>4", 141 },
    { "America/Marigot", "AST4", 135 },
    { "America/Martinique", "AST4", 142 },
    { "America/Matamoros", "CST6CDT,M3.2.0,M11.1.0", 143 },
    { "America/Mazatlan", "MST7", 144 },
    { "America/Mendoza", "<-03>3", 63 },
    { "America/Menominee", "CST6CDT,M3.2.0,M11.1.0", 145 },
    { "America/Merida", "CST6", 146 },
    { "America/Metlakatla", "AKST9AKDT,M3.2.0,M11.1.0", 147 },
    { "America/Mexico_City", "CST6", 148 },
    { "America/Miquelon", "<-03>3<-02>,M3.2.0,M11.1.0", 149 },
    { "America/Moncton", "AST4ADT,M3.2.0,M11.1.0", 150 },
    { "America/Monterrey", "CST6", 151 },
    { "America/Montevideo", "<-03>3", 152 },
    { "America/Montreal", "EST5EDT,M3.2.0,M11.1.0", 153 },
    { "America/Montserrat", "AST4", 154 },
    { "America/Nassau", "EST5EDT,M3.2.0,M11.1.0", 155 },
    { "America/New_York", "EST5EDT,M3.2.0,M11.1.0", 156 },
    { "America/Nipigon", "EST5EDT,M3.2.0,M11.1.0", 153 },
    { "America/Nome", "AKST9AKDT,M3.2.0,M11.1.0", 157 },
    { "America/Noronha", "<-02>2", 158 },
    { "America/North_Dakota/Beulah", "CST6CDT,M3.2.0,M11.1.0", 159 },
    { "America/North_Dakota/Center", "CST6CDT,M3.2.0,M11.1.0", 160 },
    { "America/North_Dakota/New_Salem", "CST6CDT,M3.2.0,M11.1.0", 161 },
    { "America/Nuuk", "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 111 },
    { "America/Ojinaga", "CST6CDT,M3.2.0,M11.1.0", 162 },
    { "America/Panama", "EST5", 91 },
    { "America/Pangnirtung", "EST5EDT,M3.2.0,M11.1.0", 130 },
    { "America/Paramaribo", "<-03>3", 163 },
    { "America/Phoenix", "MST7", 164 },
    { "America/Port-au-Prince", "EST5EDT,M3.2.0,M11.1.0", 165 },
    { "America/Port_of_Spain", "AST4", 166 },
    { "America/Porto_Acre", "<-05>5", 167 },
    { "America/Porto_Velho", "<-04>4", 168 },
    { "America/Puerto_Rico", "AST4", 135 },
    { "America/Punta_Arenas", "<-03>3", 169 },
    { "America/Rainy_River", "CST6CDT,M3.2.0,M11.1.0", 170 },
    { "America/Rankin_Inlet", "CST6CDT,M3.2.0,M11.1.0", 171 },
    { "America/Recife", "<-03>3", 172 },
    { "America/Regina", "CST6", 173 },
    { "America/Resolute", "CST6CDT,M3.2.0,M11.1.0", 174 },
    { "America/Rio_Branco", "<-05>5", 167 },
    { "America/Rosario", "<-03>3", 60 },
    { "America/Santa_Isabel", "PST8PDT,M3.2.0,M11.1.0", 106 },
    { "America/Santarem", "<-03>3", 175 },
    { "America/Santiago", "<-04>4<-03>,M9.1.6/24,M4.1.6/24", 176 },
    { "America/Santo_Domingo", "AST4", 177 },
    { "America/Sao_Paulo", "<-03>3", 178 },
    { "America/Scoresbysund", "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 179 },
    { "America/Shiprock", "MST7MDT,M3.2.0,M11.1.0", 100 },
    { "America/Sitka", "AKST9AKDT,M3.2.0,M11.1.0", 180 },
    { "America/St_Barthelemy", "AST4", 135 },
    { "America/St_Johns", "NST3:30NDT,M3.2.0,M11.1.0", 181 },
    { "America/St_Kitts", "AST4", 182 },
    { "America/St_Lucia", "AST4", 183 },
    { "America/St_Thomas", "AST4", 184 },
    { "America/St_Vincent", "AST4", 185 },
    { "America/Swift_Current", "CST6", 186 },
    { "America/Tegucigalpa", "CST6", 187 },
    { "America/Thule", "AST4ADT,M3.2.0,M11.1.0", 188 },
    { "America/Thunder_Bay", "EST5EDT,M3.2.0,M11.1.0", 153 },
    { "America/Tijuana", "PST8PDT,M3.2.0,M11.1.0", 106 },
    { "America/Toronto", "EST5EDT,M3.2.0,M11.1.0", 153 },
    { "America/Tortola", "AST4", 189 },
    { "America/Vancouver", "PST8PDT,M3.2.0,M11.1.0", 190 },
    { "America/Virgin", "AST4", 135 },
    { "America/Whitehorse", "MST7", 191 },
    { "America/Winnipeg", "CST6CDT,M3.2.0,M11.1.0", 170 },
    { "America/Yakutat", "AKST9AKDT,M3.2.0,M11.1.0", 192 },
    { "America/Yellowknife", "MST7MDT,M3.2.0,M11.1.0", 103 },
    { "Antarctica/Casey", "<+08>-8", 193 },
    { "Antarctica/Davis", "<+07>-7", 194 },
    { "Antarctica/DumontDUrville", "<+10>-10", 195 },
    { "Antarctica/Macquarie", "AEST-10AEDT,M10.1.0,M4.1.0/3", 196 },
    { "Antarctica/Mawson", "<+05>-5", 197 },
    { "Antarctica/McMurdo", "NZST-12NZDT,M9.5.0,M4.1.0/3", 198 },
    { "Antarctica/Palmer", "<-03>3", 199 },
    { "Antarctica/Rothera", "<-03>3", 200 },
    { "Antarctica/South_Pole", "NZST-12NZDT,M9.5.0,M4.1.0/3", 201 },
    { "Antarctica/Syowa", "<+03>-3", 202 },
    { "Antarctica/Troll", "<+00>0<+02>-2,M3.5.0/1,M10.5.0/3", 203 },
    { "Antarctica/Vostok", "<+05>-5", 204 },
    { "Arctic/Longyearbyen", "CET-1CEST,M3.5.0,M10.5.0/3", 205 },
    { "Asia/Aden", "<+03>-3", 206 },
    { "Asia/Almaty", "<+05>-5", 207 },
    { "Asia/Amman", "<+03>-3", 208 },
    { "Asia/Anadyr", "<+12>-12", 209 },
    { "Asia/Aqtau", "<+05>-5", 210 },
    { "Asia/Aqtobe", "<+05>-5", 211 },
    { "Asia/Ashgabat", "<+05>-5", 212 },
    { "Asia/Ashkhabad", "<+05>-5", 212 },
    { "Asia/Atyrau", "<+05>-5", 213 },
    { "Asia/Baghdad", "<+03>-3", 214 },
    { "Asia/Bahrain", "<+03>-3", 215 },
    { "Asia/Baku", "<+04>-4", 216 },
    { "Asia/Bangkok", "<+07>-7", 217 },
    { "Asia/Barnaul", "<+07>-7", 218 },
    { "Asia/Beirut", "EET-2EEST,M3.5.0/0,M10.5.0/0", 219 },
    { "Asia/Bishkek", "<+06>-6", 220 },
    { "Asia/Brunei", "<+08>-8", 221 },
    { "Asia/Calcutta", "IST-5:30", 222 },
    { "Asia/Chita", "<+09>-9", 223 },
    { "Asia/Choibalsan", "<+08>-8", 224 },
    { "Asia/Chongqing", "CST-8", 225 },
    { "Asia/Chungking", "CST-8", 225 },
    { "Asia/Colombo", "<+0530>-5:30", 226 },
    { "Asia/Dacca", "<+06>-6", 227 },
    { "Asia/Damascus", "<+03>-3", 228 },
    { "Asia/Dhaka", "<+06>-6", 227 },
    { "Asia/Dili", "<+09>-9", 229 },
    { "Asia/Dubai", "<+04>-4", 230 },
    { "Asia/Dushanbe", "<+05>-5", 231 },
    { "Asia/Famagusta", "EET-2EEST,M3.5.0/3,M10.5.0/4", 232 },
    { "Asia/Gaza", "EET-2EEST,M3.4.4/50,M10.4.4/50", 233 },
    { "Asia/Harbin", "CST-8", 225 },
    { "Asia/Hebron", "EET-2EEST,M3.4.4/50,M10.4.4/50", 234 },
    { "Asia/Ho_Chi_Minh", "<+07>-7", 235 },
    { "Asia/Hong_Kong", "HKT-8", 236 },
    { "Asia/Hovd", "<+07>-7", 237 },
    { "Asia/Irkutsk", "<+08>-8", 238 },
    { "Asia/Istanbul", "<+03>-3", 239 },
    { "Asia/Jakarta", "WIB-7", 240 },
    { "Asia/Jayapura", "WIT-9", 241 },
    { "Asia/Jerusalem", "IST-2IDT,M3.4.4/26,M10.5.0", 242 },
    { "Asia/Kabul", "<+0430>-4:30", 243 },
    { "Asia/Kamchatka", "<+12>-12", 244 },
    { "Asia/Karachi", "PKT-5", 245 },
    { "Asia/Kashgar", "<+06>-6", 246 },
    { "Asia/Kathmandu", "<+0545>-5:45", 247 },
    { "Asia/Katmandu", "<+0545>-5:45", 247 },
    { "Asia/Khandyga", "<+09>-9", 248 },
    { "Asia/Kolkata", "IST-5:30", 222 },
    { "Asia/Krasnoyarsk", "<+07>-7", 249 },
    { "Asia/Kuala_Lumpur", "<+08>-8", 250 },
    { "Asia/Kuching", "<+08>-8", 251 },
    { "Asia/Kuwait", "<+03>-3", 252 },
    { "Asia/Macao", "CST-8", 253 },
    { "Asia/Macau", "CST-8", 253 },
    { "Asia/Magadan", "<+11>-11", 254 },
    { "Asia/Makassar", "WITA-8", 255 },
    { "Asia/Manila", "PST-8", 256 },
    { "Asia/Muscat", "<+04>-4", 257 },
    { "Asia/Nicosia", "EET-2EEST,M3.5.0/3,M10.5.0/4", 258 },
    { "Asia/Novokuznetsk", "<+07>-7", 259 },
    { "Asia/Novosibirsk", "<+07>-7", 260 },
    { "Asia/Omsk", "<+06>-6", 261 },
    { "Asia/Oral", "<+05>-5", 262 },
    { "Asia/Phnom_Penh", "<+07>-7", 263 },
    { "Asia/Pontianak", "WIB-7", 264 },
    { "Asia/Pyongyang", "KST-9", 265 },
    { "Asia/Qatar", "<+03>-3", 266 },
    { "Asia/Qostanay", "<+05>-5", 267 },
    { "Asia/Qyzylorda", "<+05>-5", 268 },
    { "Asia/Rangoon", "<+0630>-6:30", 269 },
    { "Asia/Riyadh", "<+03>-3", 270 },
    { "Asia/Saigon", "<+07>-7", 235 },
    { "Asia/Sakhalin", "<+11>-11", 271 },
    { "Asia/Samarkand", "<+05>-5", 272 },
    { "Asia/Seoul", "KST-9", 273 },
    { "Asia/Shanghai", "CST-8", 225 },
    { "Asia/Singapore", "<+08>-8", 274 },
    { "Asia/Srednekolymsk", "<+11>-11", 275 },
    { "Asia/Taipei", "CST-8", 276 },
    { "Asia/Tashkent", "<+05>-5", 277 },
    { "Asia/Tbilisi", "<+04>-4", 278 },
    { "Asia/Tehran", "<+0330>-3:30", 279 },
    { "Asia/Tel_Aviv", "IST-2IDT,M3.4.4/26,M10.5.0", 242 },
    { "Asia/Thimbu", "<+06>-6", 280 },
    { "Asia/Thimphu", "<+06>-6", 280 },
    { "Asia/Tokyo", "JST-9", 281 },
    { "Asia/Tomsk", "<+07>-7", 282 },
    { "Asia/Ujung_Pandang", "WITA-8", 255 },
    { "Asia/Ulaanbaatar", "<+08>-8", 224 },
    { "Asia/Ulan_Bator", "<+08>-8", 224 },
    { "Asia/Urumqi", "<+06>-6", 246 },
    { "Asia/Ust-Nera", "<+10>-10", 283 },
    { "Asia/Vientiane", "<+07>-7", 284 },
    { "Asia/Vladivostok", "<+10>-10", 285 },
    { "Asia/Yakutsk", "<+09>-9", 286 },
    { "Asia/Yangon", "<+0630>-6:30", 269 },
    { "Asia/Yekaterinburg", "<+05>-5", 287 },
    { "Asia/Yerevan", "<+04>-4", 288 },
    { "Atlantic/Azores", "<-01>1<+00>,M3.5.0/0,M10.5.0/1", 289 },
    { "Atlantic/Bermuda", "AST4ADT,M3.2.0,M11.1.0", 290 },
    { "Atlantic/Canary", "WET0WEST,M3.5.0/1,M10.5.0", 291 },
    { "Atlantic/Cape_Verde", "<-01>1", 292 },
    { "Atlantic/Faeroe", "WET0WEST,M3.5.0/1,M10.5.0", 293 },
    { "Atlantic/Faroe", "WET0WEST,M3.5.0/1,M10.5.0", 293 },
    { "Atlantic/Jan_Mayen", "CET-1CEST,M3.5.0,M10.5.0/3", 205 },
    { "Atlantic/Madeira", "WET0WEST,M3.5.0/1,M10.5.0", 294 },
    { "Atlantic/Reykjavik", "GMT0", 295 },
    { "Atlantic/South_Georgia", "<-02>2", 296 },
    { "Atlantic/St_Helena", "GMT0", 297 },
    { "Atlantic/Stanley", "<-03>3", 298 },
    { "Australia/ACT", "AEST-10AEDT,M10.1.0,M4.1.0/3", 299 },
    { "Australia/Adelaide", "ACST-9:30ACDT,M10.1.0,M4.1.0/3", 300 },
    { "Australia/Brisbane", "AEST-10", 301 },
    { "Australia/Broken_Hill", "ACST-9:30ACDT,M10.1.0,M4.1.0/3", 302 },
    { "Australia/Canberra", "AEST-10AEDT,M10.1.0,M4.1.0/3", 299 },
    { "Australia/Currie", "AEST-10AEDT,M10.1.0,M4.1.0/3", 303 },
    { "Australia/Darwin", "ACST-9:30", 304 },
    { "Australia/Eucla", "<+0845>-8:45", 305 },
    { "Australia/Hobart", "AEST-10AEDT,M10.1.0,M4.1.0/3", 303 },
    { "Australia/LHI", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 306 },
    { "Australia/Lindeman", "AEST-10", 307 },
    { "Australia/Lord_Howe", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 306 },
    { "Australia/Melbourne", "AEST-10AEDT,M10.1.0,M4.1.0/3", 308 },
    { "Australia/NSW", "AEST-10AEDT,M10.1.0,M4.1.0/3", 299 },
    { "Australia/North", "ACST-9:30", 304 },
    { "Australia/Perth", "AWST-8", 309 },
    { "Australia/Queensland", "AEST-10", 301 },
    { "Australia/South", "ACST-9:30ACDT,M10.1.0,M4.1.0/3", 300 },
    { "Australia/Sydney", "AEST-10AEDT,M10.1.0,M4.1.0/3", 299 },
    { "Australia/Tasmania", "AEST-10AEDT,M10.1.0,M4.1.0/3", 303 },
    { "Australia/Victoria", "AEST-10AEDT,M10.1.0,M4.1.0/3", 308 },
    { "Australia/West", "AWST-8", 309 },
    { "Australia/Yancowinna", "ACST-9:30ACDT,M10.1.0,M4.1.0/3", 302 },
    { "Brazil/Acre", "<-05>5", 167 },
    { "Brazil/DeNoronha", "<-02>2", 158 },
    { "Brazil/East", "<-03>3", 178 },
    { "Brazil/West", "<-04>4", 141 },
    { "CET", "CET-1CEST,M3.5.0,M10.5.0/3", 310 },
    { "CST6CDT", "CST6CDT,M3.2.0,M11.1.0", 311 },
    { "Canada/Atlantic", "AST4ADT,M3.2.0,M11.1.0", 119 },
    { "Canada/Central", "CST6CDT,M3.2.0,M11.1.0", 170 },
    { "Canada/Eastern", "EST5EDT,M3.2.0,M11.1.0", 153 },
    { "Canada/Mountain", "MST7MDT,M3.2.0,M11.1.0", 103 },
    { "Canada/Newfoundland", "NST3:30NDT,M3.2.0,M11.1.0", 181 },
    { "Canada/Pacific", "PST8PDT,M3.2.0,M11.1.0", 190 },
    { "Canada/Saskatchewan", "CST6", 173 },
    { "Canada/Yukon", "MST7", 191 },
    { "Chile/Continental", "<-04>4<-03>,M9.1.6/24,M4.1.6/24", 176 },
    { "Chile/EasterIsland", "<-06>6<-05>,M9.1.6/22,M4.1.6/22", 312 },
    { "Cuba", "CST5CDT,M3.2.0/0,M11.1.0/1", 120 },
    { "EET", "EET-2EEST,M3.5.0/3,M10.5.0/4", 313 },
    { "EST", "EST5", 0 },
    { "EST5EDT", "EST5EDT,M3.2.0,M11.1.0", 314 },
    { "Egypt", "EET-2EEST,M4.5.5/0,M10.5.4/24", 14 },
    { "Eire", "IST-1GMT0,M10.5.0,M3.5.0/1", 315 },
    { "Etc/GMT", "GMT0", 0 },
    { "Etc/GMT+0", "GMT0", 0 },
    { "Etc/GMT+1", "<-01>1", 0 },
    { "Etc/GMT+10", "<-10>10", 0 },
    { "Etc/GMT+11", "<-11>11", 0 },
    { "Etc/GMT+12", "<-12>12", 0 },
    { "Etc/GMT+2", "<-02>2", 0 },
    { "Etc/GMT+3", "<-03>3", 0 },
    { "Etc/GMT+4", "<-04>4", 0 },
    { "Etc/GMT+5", "<-05>5", 0 },
    { "Etc/GMT+6", "<-06>6", 0 },
    { "Etc/GMT+7", "<-07>7", 0 },
    { "Etc/GMT+8", "<-08>8", 0 },
    { "Etc/GMT+9", "<-09>9", 0 },
    { "Etc/GMT-0", "GMT0", 0 },
    { "Etc/GMT-1", "<+01>-1", 0 },
    { "Etc/GMT-10", "<+10>-10", 0 },
    { "Etc/GMT-11", "<+11>-11", 0 },
    { "Etc/GMT-12", "<+12>-12", 0 },
    { "Etc/GMT-13", "<+13>-13", 0 },
    { "Etc/GMT-14", "<+14>-14", 0 },
    { "Etc/GMT-2", "<+02>-2", 0 },
    { "Etc/GMT-3", "<+03>-3", 0 },
    { "Etc/GMT-4", "<+04>-4", 0 },
    { "Etc/GMT-5", "<+05>-5", 0 },
    { "Etc/GMT-6", "<+06>-6", 0 },
    { "Etc/GMT-7", "<+07>-7", 0 },
    { "Etc/GMT-8", "<+08>-8", 0 },
    { "Etc/GMT-9", "<+09>-9", 0 },
    { "Etc/GMT0", "GMT0", 0 },
    { "Etc/Greenwich", "GMT0", 0 },
    { "Etc/UCT", "UTC0", 0 },
    { "Etc/UTC", "UTC0", 0 },
    { "Etc/Universal", "UTC0", 0 },
    { "Etc/Zulu", "UTC0", 0 },
    { "Europe/Amsterdam", "CET-1CEST,M3.5.0,M10.5.0/3", 316 },
    { "Europe/Andorra", "CET-1CEST,M3.5.0,M10.5.0/3", 317 },
    { "Europe/Astrakhan", "<+04>-4", 318 },
    { "Europe/Athens", "EET-2EEST,M3.5.0/3,M10.5.0/4", 319 },
    { "Europe/Belfast", "GMT0BST,M3.5.0/1,M10.5.0", 320 },
    { "Europe/Belgrade", "CET-1CEST,M3.5.0,M10.5.0/3", 321 },
    { "Europe/Berlin", "CET-1CEST,M3.5.0,M10.5.0/3", 205 },
    { "Europe/Bratislava", "CET-1CEST,M3.5.0,M10.5.0/3", 322 },
    { "Europe/Brussels", "CET-1CEST,M3.5.0,M10.5.0/3", 323 },
    { "Europe/Bucharest", "EET-2EEST,M3.5.0/3,M10.5.0/4", 324 },
    { "Europe/Budapest", "CET-1CEST,M3.5.0,M10.5.0/3", 325 },
    { "Europe/Busingen", "CET-1CEST,M3.5.0,M10.5.0/3", 326 },
    { "Europe/Chisinau", "EET-2EEST,M3.5.0,M10.5.0/3", 327 },
    { "Europe/Copenhagen", "CET-1CEST,M3.5.0,M10.5.0/3", 328 },
    { "Europe/Dublin", "IST-1GMT0,M10.5.0,M3.5.0/1", 315 },
    { "Europe/Gibraltar", "CET-1CEST,M3.5.0,M10.5.0/3", 329 },
    { "Europe/Guernsey", "GMT0BST,M3.5.0/1,M10.5.0", 330 },
    { "Europe/Helsinki", "EET-2EEST,M3.5.0/3,M10.5.0/4", 331 },
    { "Europe/Isle_of_Man", "GMT0BST,M3.5.0/1,M10.5.0", 332 },
    { "Europe/Istanbul", "<+03>-3", 239 },
    { "Europe/Jersey", "GMT0BST,M3.5.0/1,M10.5.0", 333 },
    { "Europe/Kaliningrad", "EET-2", 334 },
    { "Europe/Kiev", "EET-2EEST,M3.5.0/3,M10.5.0/4", 335 },
    { "Europe/Kirov", "MSK-3", 336 },
    { "Europe/Kyiv", "EET-2EEST,M3.5.0/3,M10.5.0/4", 335 },
    { "Europe/Lisbon", "WET0WEST,M3.5.0/1,M10.5.0", 337 },
    { "Europe/Ljubljana", "CET-1CEST,M3.5.0,M10.5.0/3", 338 },
    { "Europe/London", "GMT0BST,M3.5.0/1,M10.5.0", 320 },
    { "Europe/Luxembourg", "CET-1CEST,M3.5.0,M10.5.0/3", 339 },
    { "Europe/Madrid", "CET-1CEST,M3.5.0,M10.5.0/3", 340 },
    { "Europe/Malta", "CET-1CEST,M3.5.0,M10.5.0/3", 341 },
    { "Europe/Mariehamn", "EET-2EEST,M3.5.0/3,M10.5.0/4", 331 },
    { "Europe/Minsk", "<+03>-3", 342 },
    { "Europe/Monaco", "CET-1CEST,M3.5.0,M10.5.0/3", 343 },
    { "Europe/Moscow", "MSK-3", 344 },
    { "Europe/Nicosia", "EET-2EEST,M3.5.0/3,M10.5.0/4", 258 },
    { "Europe/Oslo", "CET-1CEST,M3.5.0,M10.5.0/3", 345 },
    { "Europe/Paris", "CET-1CEST,M3.5.0,M10.5.0/3", 346 },
    { "Europe/Podgorica", "CET-1CEST,M3.5.0,M10.5.0/3", 321 },
    { "Europe/Prague", "CET-1CEST,M3.5.0,M10.5.0/3", 322 },
    { "Europe/Riga", "EET-2EEST,M3.5.0/3,M10.5.0/4", 347 },
    { "Europe/Rome", "CET-1CEST,M3.5.0,M10.5.0/3", 348 },
    { "Europe/Samara", "<+04>-4", 349 },
    { "Europe/San_Marino", "CET-1CEST,M3.5.0,M10.5.0/3", 348 },
    { "Europe/Sarajevo", "CET-1CEST,M3.5.0,M10.5.0/3", 350 },
    { "Europe/Saratov", "<+04>-4", 351 },
    { "Europe/Simferopol", "MSK-3", 352 },
    { "Europe/Skopje", "CET-1CEST,M3.5.0,M10.5.0/3", 353 },
    { "Europe/Sofia", "EET-2EEST,M3.5.0/3,M10.5.0/4", 354 },
    { "Europe/Stockholm", "CET-1CEST,M3.5.0,M10.5.0/3", 355 },
    { "Europe/Tallinn", "EET-2EEST,M3.5.0/3,M10.5.0/4", 356 },
    { "Europe/Tirane", "CET-1CEST,M3.5.0,M10.5.0/3", 357 },
    { "Europe/Tiraspol", "EET-2EEST,M3.5.0,M10.5.0/3", 327 },
    { "Europe/Ulyanovsk", "<+04>-4", 358 },
    { "Europe/Uzhgorod", "EET-2EEST,M3.5.0/3,M10.5.0/4", 335 },
    { "Europe/Vaduz", "CET-1CEST,M3.5.0,M10.5.0/3", 359 },
    { "Europe/Vatican", "CET-1CEST,M3.5.0,M10.5.0/3", 348 },
    { "Europe/Vienna", "CET-1CEST,M3.5.0,M10.5.0/3", 360 },
    { "Europe/Vilnius", "EET-2EEST,M3.5.0/3,M10.5.0/4", 361 },
    { "Europe/Volgograd", "MSK-3", 362 },
    { "Europe/Warsaw", "CET-1CEST,M3.5.0,M10.5.0/3", 363 },
    { "Europe/Zagreb", "CET-1CEST,M3.5.0,M10.5.0/3", 364 },
    { "Europe/Zaporozhye", "EET-2EEST,M3.5.0/3,M10.5.0/4", 335 },
    { "Europe/Zurich", "CET-1CEST,M3.5.0,M10.5.0/3", 326 },
    { "GB", "GMT0BST,M3.5.0/1,M10.5.0", 320 },
    { "GB-Eire", "GMT0BST,M3.5.0/1,M10.5.0", 320 },
    { "GMT", "GMT0", 0 },
    { "GMT+0", "GMT0", 0 },
    { "GMT-0", "GMT0", 0 },
    { "GMT0", "GMT0", 0 },
    { "Greenwich", "GMT0", 0 },
    { "HST", "HST10", 0 },
    { "Hongkong", "HKT-8", 236 },
    { "Iceland", "GMT0", 1 },
    { "Indian/Antananarivo", "EAT-3", 365 },
    { "Indian/Chagos", "<+06>-6", 366 },
    { "Indian/Christmas", "<+07>-7", 367 },
    { "Indian/Cocos", "<+0630>-6:30", 368 },
    { "Indian/Comoro", "EAT-3", 369 },
    { "Indian/Kerguelen", "<+05>-5", 370 },
    { "Indian/Mahe", "<+04>-4", 371 },
    { "Indian/Maldives", "<+05>-5", 372 },
    { "Indian/Mauritius", "<+04>-4", 373 },
    { "Indian/Mayotte", "EAT-3", 374 },
    { "Indian/Reunion", "<+04>-4", 375 },
    { "Iran", "<+0330>-3:30", 279 },
    { "Israel", "IST-2IDT,M3.4.4/26,M10.5.0", 242 },
    { "Jamaica", "EST5", 131 },
    { "Japan", "JST-9", 281 },
    { "Kwajalein", "<+12>-12", 376 },
    { "Libya", "EET-2", 50 },
    { "MET", "MET-1MEST,M3.5.0,M10.5.0/3", 310 },
    { "MST", "MST7", 0 },
    { "MST7MDT", "MST7MDT,M3.2.0,M11.1.0", 377 },
    { "Mexico/BajaNorte", "PST8PDT,M3.2.0,M11.1.0", 106 },
    { "Mexico/BajaSur", "MST7", 144 },
    { "Mexico/General", "CST6", 148 },
    { "NZ", "NZST-12NZDT,M9.5.0,M4.1.0/3", 201 },
    { "NZ-CHAT", "<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45", 378 },
    { "Navajo", "MST7MDT,M3.2.0,M11.1.0", 100 },
    { "PRC", "CST-8", 225 },
    { "PST8PDT", "PST8PDT,M3.2.0,M11.1.0", 379 },
    { "Pacific/Apia", "<+13>-13", 380 },
    { "Pacific/Auckland", "NZST-12NZDT,M9.5.0,M4.1.0/3", 201 },
    { "Pacific/Bougainville", "<+11>-11", 381 },
    { "Pacific/Chatham", "<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45", 378 },
    { "Pacific/Chuuk", "<+10>-10", 382 },
    { "Pacific/Easter", "<-06>6<-05>,M9.1.6/22,M4.1.6/22", 312 },
    { "Pacific/Efate", "<+11>-11", 383 },
    { "Pacific/Enderbury", "<+13>-13", 384 },
    { "Pacific/Fakaofo", "<+13>-13", 385 },
    { "Pacific/Fiji", "<+12>-12", 386 },
    { "Pacific/Funafuti", "<+12>-12", 387 },
    { "Pacific/Galapagos", "<-06>6", 388 },
    { "Pacific/Gambier", "<-09>9", 389 },
    { "Pacific/Guadalcanal", "<+11>-11", 390 },
    { "Pacific/Guam", "ChST-10", 391 },
    { "Pacific/Honolulu", "HST10", 392 },
    { "Pacific/Johnston", "HST10", 392 },
    { "Pacific/Kanton", "<+13>-13", 384 },
    { "Pacific/Kiritimati", "<+14>-14", 393 },
    { "Pacific/Kosrae", "<+11>-11", 394 },
    { "Pacific/Kwajalein", "<+12>-12", 376 },
    { "Pacific/Majuro", "<+12>-12", 395 },
    { "Pacific/Marquesas", "<-0930>9:30", 396 },
    { "Pacific/Midway", "SST11", 397 },
    { "Pacific/Nauru", "<+12>-12", 398 },
    { "Pacific/Niue", "<-11>11", 399 },
    { "Pacific/Norfolk", "<+11>-11<+12>,M10.1.0,M4.1.0/3", 400 },
    { "Pacific/Noumea", "<+11>-11", 401 },
    { "Pacific/Pago_Pago", "SST11", 402 },
    { "Pacific/Palau", "<+09>-9", 403 },
    { "Pacific/Pitcairn", "<-08>8", 404 },
    { "Pacific/Pohnpei", "<+11>-11", 405 },
    { "Pacific/Ponape", "<+11>-11", 390 },
    { "Pacific/Port_Moresby", "<+10>-10", 406 },
    { "Pacific/Rarotonga", "<-10>10", 407 },
    { "Pacific/Saipan", "ChST-10", 408 },
    { "Pacific/Samoa", "SST11", 402 },
    { "Pacific/Tahiti", "<-10>10", 409 },
    { "Pacific/Tarawa", "<+12>-12", 410 },
    { "Pacific/Tongatapu", "<+13>-13", 411 },
    { "Pacific/Truk", "<+10>-10", 406 },
    { "Pacific/Wake", "<+12>-12", 412 },
    { "Pacific/Wallis", "<+12>-12", 413 },
    { "Pacific/Yap", "<+10>-10", 406 },
    { "Poland", "CET-1CEST,M3.5.0,M10.5.0/3", 363 },
    { "Portugal", "WET0WEST,M3.5.0/1,M10.5.0", 337 },
    { "ROC", "CST-8", 276 },
    { "ROK", "KST-9", 273 },
    { "Singapore", "<+08>-8", 274 },
    { "Turkey", "<+03>-3", 239 },
    { "UCT", "UTC0", 0 },
    { "US/Alaska", "AKST9AKDT,M3.2.0,M11.1.0", 54 },
    { "US/Aleutian", "HST10HDT,M3.2.0,M11.1.0", 53 },
    { "US/Arizona", "MST7", 164 },
    { "US/Central", "CST6CDT,M3.2.0,M11.1.0", 88 },
    { "US/East-Indiana", "EST5EDT,M3.2.0,M11.1.0", 108 },
    { "US/Eastern", "EST5EDT,M3.2.0,M11.1.0", 156 },
    { "US/Hawaii", "HST10", 392 },
    { "US/Indiana-Starke", "CST6CDT,M3.2.0,M11.1.0", 122 },
    { "US/Michigan", "EST5EDT,M3.2.0,M11.1.0", 101 },
    { "US/Mountain", "MST7MDT,M3.2.0,M11.1.0", 100 },
    { "US/Pacific", "PST8PDT,M3.2.0,M11.1.0", 138 },
    { "US/Samoa", "SST11", 402 },
    { "UTC", "UTC0", 0 },
    { "Universal", "UTC0", 0 },
    { "W-SU", "MSK-3", 344 },
    { "WET", "WET0WEST,M3.5.0/1,M10.5.0", 414 },
    { "Zulu", "UTC0", 0 },
};
/* clang-format on */

#endif
