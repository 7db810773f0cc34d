import QtQuick
import QtTest
import Relevo

TestCase {
    name: "Theme"

    function luminance(c) {
        const part = v => v <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
        return 0.2126 * part(c.r) + 0.7152 * part(c.g) + 0.0722 * part(c.b);
    }
    function contrast(a, b) {
        const x = luminance(a), y = luminance(b);
        return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
    }
    function test_contrast_data() {
        return [{ tag: "light", theme: Settings.Light }, { tag: "dark", theme: Settings.Dark }];
    }
    function test_contrast(data) {
        App.settings.theme = data.theme;
        const texts = [["text", "page"], ["text", "card"], ["text", "field"], ["faintText", "page"], ["faintText", "card"],
            ["faintText", "field"], ["accent", "card"], ["accent", "page"], ["accentInk", "accent"], ["accentInk", "accentPressed"],
            ["accentTintInk", "accentTint"], ["text", "accentTint"], ["faintText", "accentTint"], ["good", "goodTint"], ["good", "card"],
            ["bad", "badTint"], ["bad", "card"], ["warn", "warnTint"], ["warn", "card"], ["calm", "calmTint"],
            ["toastInk", "toast"], ["toastAccent", "toast"], ["badTint", "bad"], ["accent", "warnTint"]];
        for (const [ink, ground] of texts)
            verify(contrast(Theme[ink], Theme[ground]) >= 4.5, ink + " on " + ground + ": " + contrast(Theme[ink], Theme[ground]));
        // The outline of what can be typed into, and the frame of the focus.
        for (const [line, ground] of [["fieldLine", "card"], ["fieldLine", "field"], ["accent", "page"]])
            verify(contrast(Theme[line], Theme[ground]) >= 3, line + " on " + ground);
        App.settings.theme = Settings.System;
    }
    function test_everyStateHasColours() {
        for (const state of [JobModel.Waiting, JobModel.Running, JobModel.Done, JobModel.Failed, JobModel.Lost, JobModel.Cancelled])
            verify(contrast(Theme.stateColor(state), Theme.stateTint(state)) >= 4.5);
    }
}
