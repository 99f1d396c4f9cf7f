; The installer for Windows: for one user, without administrator rights.
; Over an older version it replaces the programs and nothing else. /S installs
; silently; /D=FOLDER, last and without quotes, chooses another folder.
;
;   makensis -DVERSION=1.2.3 -DSOURCE=FOLDER -DOUT=FILE [-DSIGN=COMMAND] installer.nsi

Unicode true
Target amd64-unicode
ManifestDPIAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma
!include "MUI2.nsh"
!include "LogicLib.nsh"

Name "Assay"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Assay"
InstallDirRegKey HKCU "Software\Assay" "InstallDir"
BrandingText "Assay ${VERSION}"

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Assay"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Installs Assay"
VIAddVersionKey "CompanyName" "Assay"
VIAddVersionKey "LegalCopyright" "MIT licence"

!define MUI_ICON "${SOURCE}\app.ico"
!define MUI_UNICON "${SOURCE}\app.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\assay.exe"
!insertmacro MUI_PAGE_LICENSE "${SOURCE}\LICENSE.txt"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' = 0
!endif

!define PROGID "Assay.Project"
!define CLASSES "Software\Classes"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Assay"

; Windows refuses to open a running program for writing. That tells whether Assay
; is running, before anything is changed.
!macro STOP_IF_RUNNING
  ${If} ${FileExists} "$INSTDIR\assay.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\assay.exe" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONEXCLAMATION "Assay is open. Please close it, then start again; nothing was changed." /SD IDOK
      SetErrorLevel 2
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

; Has the Explorer reload icons and file types.
!macro TELL_EXPLORER
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Section "Assay"
  !insertmacro STOP_IF_RUNNING
  SetOutPath "$INSTDIR"
  ClearErrors
  File "${SOURCE}\assay.exe"
  File "${SOURCE}\assayctl.exe"
  File "${SOURCE}\LICENSE.txt"
  File "${SOURCE}\THIRD-PARTY-LICENCES.txt"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "Assay could not be written to $INSTDIR. Is the disk full, or is the folder write-protected?" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
  CreateShortcut "$SMPROGRAMS\Assay.lnk" "$INSTDIR\assay.exe"

  WriteRegStr HKCU "Software\Assay" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${CLASSES}\${PROGID}" "" "Assay project"
  WriteRegStr HKCU "${CLASSES}\${PROGID}\DefaultIcon" "" "$INSTDIR\assay.exe,1"
  WriteRegStr HKCU "${CLASSES}\${PROGID}\shell\open\command" "" '"$INSTDIR\assay.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\.assay" "" "${PROGID}"
  WriteRegStr HKCU "${CLASSES}\.assay" "Content Type" "application/vnd.assay.project"
  WriteRegStr HKCU "${CLASSES}\.assay\OpenWithProgids" "${PROGID}" ""
  WriteRegStr HKCU "${CLASSES}\Applications\assay.exe" "FriendlyAppName" "Assay"
  WriteRegStr HKCU "${CLASSES}\Applications\assay.exe\shell\open\command" "" '"$INSTDIR\assay.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\Applications\assay.exe\SupportedTypes" ".assay" ""

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Assay"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\assay.exe,0"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "Assay"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  !insertmacro TELL_EXPLORER
SectionEnd

; Removes what the installer wrote, and its folder if that is empty. Projects,
; backups and preferences stay.
Section "Uninstall"
  !insertmacro STOP_IF_RUNNING
  Delete "$INSTDIR\assay.exe"
  Delete "$INSTDIR\assayctl.exe"
  Delete "$INSTDIR\LICENSE.txt"
  Delete "$INSTDIR\THIRD-PARTY-LICENCES.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Assay.lnk"

  DeleteRegKey HKCU "${CLASSES}\${PROGID}"
  DeleteRegValue HKCU "${CLASSES}\.assay\OpenWithProgids" "${PROGID}"
  ; Another program may have taken over the file type.
  ReadRegStr $0 HKCU "${CLASSES}\.assay" ""
  ${If} $0 == "${PROGID}"
    DeleteRegKey HKCU "${CLASSES}\.assay"
  ${EndIf}
  DeleteRegKey HKCU "${CLASSES}\Applications\assay.exe"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Assay"
  !insertmacro TELL_EXPLORER
SectionEnd
