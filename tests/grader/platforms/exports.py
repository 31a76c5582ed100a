"""Sheets of grades as platforms export them, of a class of four."""

NAME = "week2-logistic-regression"

CANVAS = (
    "\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,Week 1 quiz (4710),"
    "Week 2: Logistic regression (4711),Final Score\n"
    ",,,,,Manual Posting,,\n"
    "    Points Possible,,,,,10,60,(read only)\n"
    '"One, Student",9001,s001,"one@example.org",Section A,7,,\n'
    '"Two, ""Bobby"" Student",9002,s002,two,Section A,,12.00,\n'
    '"Three, Student",9003,s003,three,"Section A and Section B",,"",\n'
    '"Student, Test",9009,,abc,Section A,,,\n'
).encode()

CANVAS_SEMICOLON = (
    b"Student;ID;SIS Login ID;Section;Week 2: Logistic regression (4711)\r\n"
    b"    Points Possible;;;;60,0\r\n"
    b"One, Student;9001;one;A;\r\n"
    b"Two, Student;9002;two;A;41,5\r\n"
    b"Three, Student;9003;three;A;EX"
)

MOODLE = (
    '\ufeffIdentifier,"Full name","Email address",Status,Grade,"Maximum grade",'
    '"Grade can be changed","Last modified (submission)","Last modified (grade)",'
    '"Feedback comments"\n'
    'Participant 9001,"Student One",one@example.org,"Submitted for grading - ",,60.00,Yes,'
    '"Thursday, 1 October 2026, 10:00 AM",-,\n'
    'Participant 9002,"Student Two",two@example.org,"Submitted for grading - ",12.00,60.00,Yes,'
    '"Thursday, 1 October 2026, 10:05 AM","Friday, 2 October 2026, 9:00 AM",'
    '"<p>Well, ""done""</p>"\n'
    'Participant 9003,"Student Three",three@example.org,"No submission",,60.00,Yes,-,-,\n'
).encode()

MOODLE_GERMAN = (
    'ID;"Vollständiger Name";E-Mail-Adresse;Status;Bewertung;Bestwertung;'
    '"Bewertung kann geändert werden";"Zuletzt geändert (Abgabe)";"Zuletzt geändert (Bewertung)";'
    '"Feedback als Kommentar"\r\n'
    'Teilnehmer/in9001;"Student One";one@example.org;Abgegeben;;60,00;Ja;-;-;\r\n'
    'Teilnehmer/in9002;"Student Two";two@example.org;Abgegeben;12,00;60,00;Ja;-;-;\r\n'
    'Teilnehmer/in9003;"Student Three";three@example.org;Abgegeben;;60,00;Ja;-;-;\r\n'
)

BRIGHTSPACE = (
    b"OrgDefinedId,Username,Last Name,First Name,"
    b"Week 2 Logistic regression Points Grade <Numeric MaxPoints:60 Weight:1 Category:Weeks>,"
    b"End-of-Line Indicator\r\n"
    b"#s001,#one,One,Student,,#\r\n#s002,#two,Two,Student,12,#\r\n#s003,#three,Three,Student,,#\r\n"
)

BLACKBOARD = (
    '"Last Name"\t"First Name"\t"Username"\t"Student ID"\t'
    '"Quiz 2 [Total Pts: 10 Score] |664616"\t'
    '"Week 2 Logistic regression [Total Pts: 60 Score] |664617"\n'
    '"One"\t"Student"\t"one"\t"s001"\t""\t""\n'
    '"Two"\t"Student"\t"two"\t"s002"\t""\t"12.00"\n'
    '"Three"\t"Student"\t"three"\t"s003"\t""\t""\n'
)
