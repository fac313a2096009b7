/** Small parts that several pages show. */
export { Age } from "./age";
export { AssignMenu } from "./assign-menu";
export { Avatar } from "./avatar";
export { ChannelGlyph } from "./channel-glyph";
export { ClockRing } from "./clock-ring";
export { FormFoot } from "./form-foot";
export { LabelMenu } from "./label-menu";
export { Labels } from "./labels";
export { OwnTime } from "./own-time";
export { Preset } from "./preset";
export { inHours, monday, tomorrow } from "./presets";
export { SnoozeMenu } from "./snooze-menu";
export { Who } from "./who";
