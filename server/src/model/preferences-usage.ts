import type { KnownPreference } from './preferences';

const APPLE = 'https://developer.apple.com/documentation/bundleresources/information-property-list/';

/** Apple's keys for the reasons that people read when an app asks; MABS puts any of this form into Info.plist. */
export const USAGE_DESCRIPTIONS: readonly KnownPreference[] = (
  [
    ['NFCReader', 'read NFC tags'],
    ['NSAccessoryTracking', 'track accessories'],
    ['NSAppleEvents', 'send Apple events'],
    ['NSAppleMusic', 'use the media library'],
    ['NSBluetoothAlways', 'use Bluetooth'],
    ['NSBluetoothPeripheral', 'use Bluetooth, on iOS 12 and earlier'],
    ['NSCalendars', 'use the calendar, on iOS 16 and earlier'],
    ['NSCalendarsFullAccess', 'read and write the calendar'],
    ['NSCalendarsWriteOnly', 'add to the calendar'],
    ['NSCamera', 'use the camera'],
    ['NSContacts', 'use the contacts'],
    ['NSFaceID', 'use Face ID'],
    ['NSFallDetection', 'learn of falls'],
    ['NSFocusStatus', 'know the focus'],
    ['NSHealthClinicalHealthRecordsShare', 'read clinical records'],
    ['NSHealthShare', 'read health data'],
    ['NSHealthUpdate', 'write health data'],
    ['NSHomeKit', 'use the home'],
    ['NSLocalNetwork', 'use the local network'],
    ['NSLocation', 'know the location'],
    ['NSLocationAlways', 'always know the location, on iOS 10 and earlier'],
    ['NSLocationAlwaysAndWhenInUse', 'always know the location'],
    ['NSLocationWhenInUse', 'know the location while in use'],
    ['NSMicrophone', 'use the microphone'],
    ['NSMotion', 'use motion data'],
    ['NSNearbyInteraction', 'interact with devices nearby'],
    ['NSNearbyInteractionAllowOnce', 'interact with devices nearby, on iOS 15 and earlier'],
    ['NSPhotoLibrary', 'use the photos'],
    ['NSPhotoLibraryAdd', 'add photos'],
    ['NSReminders', 'use the reminders, on iOS 16 and earlier'],
    ['NSRemindersFullAccess', 'use the reminders'],
    ['NSSensorKit', 'use research sensors'],
    ['NSSiri', 'work with Siri'],
    ['NSSpeechRecognition', 'recognize speech'],
    ['NSUserTracking', 'track its user'],
    ['NSVideoSubscriberAccount', 'use the TV provider account'],
  ] as const
).map(([feature, purpose]) => ({
  name: `${feature}UsageDescription`,
  platform: 'ios',
  type: 'text',
  since: '7.1',
  description: `Why the app wants to ${purpose}.`,
  source: `${APPLE}${feature}UsageDescription`,
}));
