// The word boundary rules of UAX #29, Unicode 15.0, to the letter, in the language of ICU's rule compiler. ICU's own
// rules are tailored (a colon joins nothing, dictionaries cut ideographs) and fail the standard's tests.
//
// In a chain, a rule goes on where another has ended; `^` keeps a rule from being gone on to. So each rule names the
// two neighbours that do not break, and the longest chain is a word.
#pragma once

namespace relevo {

inline constexpr char16_t wordRules[] = uR"(
!!chain;
!!quoted_literals_only;

$CR           = [\p{Word_Break = CR}];
$LF           = [\p{Word_Break = LF}];
$Newline      = [\p{Word_Break = Newline}];
$Space        = [\p{Word_Break = WSegSpace}];
$ZWJ          = [\p{Word_Break = ZWJ}];
$Pictographic = [\p{Extended_Pictographic}];
$Regional     = [\p{Word_Break = Regional_Indicator}];
$Katakana     = [\p{Word_Break = Katakana}];
$Hebrew       = [\p{Word_Break = Hebrew_Letter}];
$Letter       = [\p{Word_Break = ALetter}\p{Word_Break = Hebrew_Letter}];
$SingleQuote  = [\p{Word_Break = Single_Quote}];
$DoubleQuote  = [\p{Word_Break = Double_Quote}];
$MidLetter    = [\p{Word_Break = MidLetter}\p{Word_Break = MidNumLet}\p{Word_Break = Single_Quote}];
$MidNum       = [\p{Word_Break = MidNum}\p{Word_Break = MidNumLet}\p{Word_Break = Single_Quote}];
$Numeric      = [\p{Word_Break = Numeric}];
$ExtendNumLet = [\p{Word_Break = ExtendNumLet}];
$Ignored      = [\p{Word_Break = Extend}\p{Word_Break = Format}\p{Word_Break = ZWJ}];

# WB3, WB3c, WB3d
^$CR $LF;
$ZWJ $Pictographic;
$Space $Space $Ignored*;

# WB4: what is ignored belongs to the character before it, but not to a line end
^$Ignored+;
^[^$CR $LF $Newline $Ignored] $Ignored*;
$Letter $Ignored*;
$Numeric $Ignored*;
$Katakana $Ignored*;
$ExtendNumLet $Ignored*;
$Pictographic $Ignored*;

# WB5 to WB7c
$Letter $Ignored* $Letter;
$Letter $Ignored* $MidLetter $Ignored* $Letter;
$Hebrew $Ignored* $SingleQuote $Ignored*;
$Hebrew $Ignored* $DoubleQuote $Ignored* $Hebrew;

# WB8 to WB12
$Numeric $Ignored* $Numeric;
$Letter $Ignored* $Numeric;
$Numeric $Ignored* $Letter;
$Numeric $Ignored* $MidNum $Ignored* $Numeric;

# WB13 to WB13b
$Katakana $Ignored* $Katakana;
[$Letter $Numeric $Katakana $ExtendNumLet] $Ignored* $ExtendNumLet;
$ExtendNumLet $Ignored* [$Letter $Numeric $Katakana];

# WB15, WB16
^$Regional $Ignored* $Regional $Ignored*;

# WB999
.;
)";

} // namespace relevo
