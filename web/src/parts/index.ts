/** Small parts that several pages show. */
export { Age } from "./age";
export { AssignMenu } from "./assign-menu";
export { Avatar } from "./avatar";
export { ChannelGlyph } from "./channel-glyph";
export { ClockRing } from "./clock-ring";
export { LabelMenu } from "./label-menu";
export { Labels } from "./labels";
export { SnoozeMenu } from "./snooze-menu";
export { Who } from "./who";
